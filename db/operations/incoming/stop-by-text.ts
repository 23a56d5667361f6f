import type { Read, Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { noteAct } from '#db/operations/preferences/recipient.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import type { LastText } from './last-texts.ts'
import { markBlocked } from './people-of-number.ts'
import { stopAddress, stopOn, takeAway } from './stop-by-reply.ts'

/** The word somebody texted, and who has the number. */
export interface WordByText {
  people: readonly number[]
  numberHash: string
  /** What is kept of it in the ledger, sealed. */
  said: { sid: string; words: string }
  last: ReadonlyMap<number, LastText>
}

/**
 * No more SMS to this number, at once: for everybody who has it, and for whoever will. `blocked`: the provider refuses the number from now on. Said
 * twice, it is one act. Call it last in a transaction.
 */
export async function stopByText(
  db: Write,
  memory: Memory,
  now: number,
  { people, numberHash, said, last, blocked }: WordByText & { blocked: boolean },
): Promise<void> {
  const events: NewEvent[] = []
  for (const contactId of people) {
    await takeAway(db, contactId, now, 'sms')
    if (await saysSoAlready(db, contactId)) continue
    const campaignId = last.get(contactId)?.campaignId
    const about = campaignId === undefined ? {} : { campaignId }
    events.push({ ...stopOn('sms'), ...about, contactId, via: 'text', evidence: { text: said, at: now } })
  }
  const [only, ...others] = people
  // Which of several wrote is not known.
  if (only !== undefined && others.length === 0) await noteAct(db, only, now)
  if (blocked) await markBlocked(db, people, true)
  if (events.length === 0 && !(await isStopped(db, numberHash)))
    await stopAddress(db, memory, now, { addressHash: numberHash, channel: 'sms' })
  await appendEvents(db, memory, now, events)
}

/** A stop read from a phrase may turn out to be none; the word alone cannot. */
async function saysSoAlready(db: Read, contactId: number): Promise<boolean> {
  const newest = await db
    .selectFrom('consent_events')
    .select(['type', 'topic', 'channel', 'via'])
    .where('contact_id', '=', contactId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { type, topic, channel } = stopOn('sms')
  return newest?.type === type && newest.topic === topic && newest.channel === channel && newest.via === 'text'
}

async function isStopped(db: Read, numberHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('suppressions')
    .select('at')
    .where('address_hash', '=', numberHash)
    .where('kind', '=', 'stopped')
    .where('topic', '=', '*')
    .where('channel', '=', 'sms')
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
