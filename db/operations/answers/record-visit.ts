import { showCard } from '#db/operations/campaigns/show-card.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'

/** Somebody who reloads is one visitor. */
const SAME_VISIT_MS = 60_000

/**
 * Notes that the yes page was opened. An observation and never an act: mail scanners open every link, so it changes no consent, no activity and no
 * answer; a person of the house looks at visitors who did not press before the promise runs.
 */
export async function recordVisit(
  memory: Memory,
  now: number,
  { token }: { token: string },
): Promise<{ noted: boolean } | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'answer')
  if (isRefused(ids)) return ids
  const [contactId = 0, campaignId = 0] = ids
  if (contactId === 0) return { noted: false }
  return memory.database.write(async (db) => {
    const lately = await db
      .selectFrom('visits')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('contact_id', '=', contactId)
      .where('at', '>', now - SAME_VISIT_MS)
      .limit(1)
      .executeTakeFirst()
    if (lately !== undefined) return { noted: false }
    const known = await db
      .updateTable('campaign_audience')
      .set((e) => ({ visited_at: e.fn.coalesce('visited_at', e.val(now)) }))
      .where('campaign_id', '=', campaignId)
      .where('contact_id', '=', contactId)
      .executeTakeFirst()
    if (known.numUpdatedRows === 0n) return { noted: false }
    await db.insertInto('visits').values({ campaign_id: campaignId, contact_id: contactId, at: now }).execute()
    await showCard(db, campaignId, now)
    return { noted: true }
  })
}
