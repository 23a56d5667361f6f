import { standing } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import type { Read } from '#db/open.ts'
import { findAsked } from '#db/operations/answers/asked.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { holdRecipient } from '#db/operations/preferences/recipient.ts'
import { markAnswered } from '#db/tables/campaign-audience.ts'
import { appendEvents, eventsOf, sha256 } from '#db/tables/consent-events.ts'
import { openWords } from './sealed-words.ts'
import { takeCase } from './take-case.ts'

export interface AnswerReply {
  id: number
  by: string
  as: 'yes' | 'no' | 'not-an-answer'
  /** Keys of the pairs their words say yes to, where several were asked. */
  pairs?: readonly string[]
}

type Refusal = 'already-settled' | 'contact-gone' | 'nothing-ticked' | 'answered-since' | 'words-gone'

/**
 * A named person says what a reply to an ask means. Yes is a grant by the person's own words, which are its wording and its evidence, for what these
 * words name and nothing else; no is a no to all that was asked. What they did themselves since they wrote stands.
 */
export async function answerReply(
  memory: Memory,
  now: number,
  { id, by, as, pairs }: AnswerReply,
): Promise<{ settled: true } | Refused<Refusal>> {
  return memory.database.write(async (db) => {
    const found = await db.selectFrom('incoming_mails').selectAll().where('id', '=', id).executeTakeFirst()
    if (found === undefined || found.settled_at !== null) return { refused: 'already-settled' }
    const { contact_id: contactId, campaign_id: campaignId } = found
    if (as === 'not-an-answer') {
      const taken = await takeCase(db, now, { id, by, as, wants: 'answer' })
      return taken === undefined ? { refused: 'already-settled' } : { settled: true }
    }
    if (contactId === null || campaignId === null) return { refused: 'contact-gone' }
    if ((await holdRecipient(db, contactId)) === undefined) return { refused: 'contact-gone' }
    const asked = await findAsked(db, campaignId, contactId)
    const words = await openWords(db, memory, found)
    if (asked === undefined || words === undefined) return { refused: 'words-gone' }
    const meant = as === 'yes' && asked.pairs.length > 1 ? chosen(asked.pairs, pairs) : asked.pairs
    if (meant.length === 0) return { refused: 'nothing-ticked' }
    if (await actedSince(db, contactId, asked.pairs, found.at)) return { refused: 'answered-since' }
    if ((await takeCase(db, now, { id, by, as, wants: 'answer' })) === undefined) return { refused: 'already-settled' }
    await markAnswered(db, { campaignId, contactId }, as, now)
    await cancelDeliveries(db, contactId, now, as === 'no' ? 'refused' : 'answered', { campaignId })
    await showCard(db, campaignId, now)
    const { subject, text, elsewhere } = words
    const evidence = {
      reply: { incoming: id, receivedAt: found.at, subject, text, ...(elsewhere && { elsewhere }) },
      readBy: by,
      at: now,
      ...(asked.guardian && { by: 'guardian' }),
    }
    const type = as === 'yes' ? 'granted' : 'refused'
    const event = { contactId, campaignId, type, via: 'reply', actor: by, wordingHash: sha256(text), evidence } as const
    await appendEvents(
      db,
      memory,
      now,
      meant.map(({ topic, channel }) => ({ ...event, topic, channel })),
    )
    return { settled: true }
  })
}

function chosen(asked: readonly Pair[], keys: readonly string[] = []): readonly Pair[] {
  return asked.filter((pair) => keys.includes(pairKey(pair)))
}

const ACTS = new Set(['granted', 'refused', 'withdrawn', 'objected', 'complained'])
/** A file's word for it and a promise that ran are nobody's act. */
const NOT_AN_ACT = new Set(['claim', 'import', 'promise'])

/** By their own act, later than they wrote: a page, one click, another reply that was read as a stop. */
async function actedSince(db: Read, contactId: number, pairs: readonly Pair[], since: number): Promise<boolean> {
  const topics = new Set(['*', ...pairs.map(({ topic }) => topic)])
  return standing(await eventsOf(db, contactId)).some(
    ({ at, type, via, topic }) => at >= since && ACTS.has(type) && !NOT_AN_ACT.has(via) && topics.has(topic),
  )
}
