import { sql } from 'kysely'
import type { Pair } from '#core/consent/pair.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import { unreadReply } from '#db/operations/incoming/unread-reply.ts'
import type { Memory } from '#db/operations/memory.ts'
import { countWaitingVisitors } from '#db/tables/campaign-audience.ts'
import type { Campaign } from '#db/tables/campaigns.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { addNotice } from '#db/tables/notices.ts'
import { noteOtherAnswers } from './note-other-answers.ts'
import { showCard } from './show-card.ts'

const PEOPLE_PER_TRANSACTION = 500

/**
 * Lets the promise run for those who stayed silent: only `askable` and `expiring` people, only the asked pairs, only once. Who opened the page
 * without answering, or wrote back, waits for a person to look; who still has a message on its way waits for it.
 */
export async function lapseSilent(memory: Memory, now: number, campaign: Campaign): Promise<number> {
  if (!(await isAnyDue(memory, now, campaign.id))) return 0
  let lapsed = 0
  for (;;) {
    const count = await memory.database.write(async (db) => {
      const due = await db
        .selectFrom('campaign_audience as a')
        .innerJoin('campaigns as c', 'c.id', 'a.campaign_id')
        .select(['a.contact_id', 'a.pairs', 'a.asked_at'])
        .where('a.campaign_id', '=', campaign.id)
        .where('c.state', 'in', ['running', 'reminding', 'grace'])
        .where('a.promise_at', '<=', now)
        .where('a.asked_at', 'is not', null)
        .where('a.answer', 'is', null)
        .where('a.lapsed_at', 'is', null)
        .where('a.bucket', 'in', ['askable', 'expiring'])
        .where((e) => e.or([e('a.visited_at', 'is', null), e('a.visit_settled_as', '=', 'lapse')]))
        .where(sql<boolean>`not ${unreadReply}`)
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('deliveries as d')
                .select('d.id')
                .whereRef('d.campaign_id', '=', 'a.campaign_id')
                .whereRef('d.contact_id', '=', 'a.contact_id')
                .where((d) =>
                  d.or([
                    d('d.state', 'in', ['queued', 'held', 'sending']),
                    // It may have arrived, with a later day in it.
                    d.and([d('d.state', '=', 'in-doubt'), d('d.promise_at', '>', now)]),
                  ]),
                ),
            ),
          ),
        )
        .orderBy('a.promise_at')
        .limit(PEOPLE_PER_TRANSACTION)
        .execute()
      if (due.length === 0) return 0
      const silent = await noteOtherAnswers(db, campaign.id, due)
      if (silent.length === 0) return due.length
      await db
        .updateTable('campaign_audience')
        .set({ lapsed_at: now })
        .where('campaign_id', '=', campaign.id)
        .where(
          'contact_id',
          'in',
          idsFromJson(
            db,
            silent.map(({ contact_id }) => contact_id),
          ),
        )
        .execute()
      await showCard(db, campaign.id, now)
      const events = silent.flatMap(({ contact_id, pairs }) =>
        (JSON.parse(pairs) as Pair[]).map(({ topic, channel }) => ({
          contactId: contact_id,
          type: 'lapsed' as const,
          topic,
          channel,
          via: 'promise' as const,
          campaignId: campaign.id,
        })),
      )
      await appendEvents(db, memory, now, events)
      lapsed += silent.length
      return due.length
    })
    if (count < PEOPLE_PER_TRANSACTION) break
  }
  await tellOfVisitors(memory, now, campaign)
  return lapsed
}

/** A look at the first promise of those who wait, before anything is locked. */
async function isAnyDue({ database }: Memory, now: number, campaignId: number): Promise<boolean> {
  const row = await database.read
    .selectFrom('campaign_audience')
    .select('promise_at')
    .where('campaign_id', '=', campaignId)
    .where('promise_at', '<=', now)
    .where('answer', 'is', null)
    .where('lapsed_at', 'is', null)
    .orderBy('promise_at')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Once, when the promise of somebody who opened the page comes due: a person must look before it runs. */
async function tellOfVisitors({ database }: Memory, now: number, campaign: Campaign): Promise<void> {
  const count = await countWaitingVisitors(database.read, campaign.id, now)
  if (count === 0) return
  const told = await database.read
    .selectFrom('notices')
    .select('id')
    .where('kind', '=', 'visitors-waiting')
    .where('subject_id', '=', campaign.id)
    .executeTakeFirst()
  if (told) return
  await database.write(async (db) => {
    await addNotice(
      db,
      { kind: 'visitors-waiting', channel: 'campaigns', subjectId: campaign.id, data: { count } },
      now,
    )
    await showCard(db, campaign.id, now)
  })
}
