import { suppressionsOf } from '#core/consent/reach.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { noteAct } from '#db/operations/preferences/recipient.ts'
import { answerOpenAsks } from '#db/tables/campaign-audience.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'
import type { Words } from './sealed-words.ts'

/** No more marketing by e-mail: what a stop read from a reply says. */
export const READ_STOP = { type: 'withdrawn', topic: '*', channel: 'email' } as const

/** What a stop took away besides what the ledger knows: a person who finds that it was none gives it back. */
export interface BeforeStop {
  /** topic, channel, state, via, at, number of the event. */
  consents: [string, string, string, string, number, number][]
  /** Campaigns whose ask it answered. */
  asks: number[]
  /** Messages that waited. */
  deliveries: number[]
}

/** Stops at once. Every such reply is an event of its own, so that one found to be none leaves the others. */
export async function stopByReply(
  db: Write,
  memory: Memory,
  now: number,
  { contactId, campaignId, words }: { contactId: number; campaignId: number | undefined; words: Words },
): Promise<{ event: number; before: BeforeStop }> {
  const before = await beforeStop(db, contactId)
  await cancelDeliveries(db, contactId, now, 'stopped', { channel: 'email' })
  await answerOpenAsks(db, contactId, now)
  await noteAct(db, contactId, now)
  const about = campaignId === undefined ? {} : { campaignId }
  const { subject, phrase } = words
  const evidence = { reply: { subject, phrase, text: words.text.slice(0, 2000) }, at: now }
  await appendEvents(db, memory, now, [{ ...READ_STOP, ...about, contactId, via: 'reply', evidence }])
  const { seq } = await db
    .selectFrom('consent_events')
    .select((e) => e.fn.max<number>('seq').as('seq'))
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow()
  return { event: seq, before }
}

/** Whoever left the base is written to no more at the address we wrote to. */
export async function stopAddress(
  db: Write,
  { house }: Pick<Memory, 'house'>,
  now: number,
  addressHash: string,
): Promise<void> {
  const stops = suppressionsOf(
    READ_STOP,
    house.topics.map(({ id }) => id),
  )
  await putSuppressions(
    db,
    stops.map((stop) => ({ address_hash: addressHash, ...stop, at: now, event_seq: null, lifted_at: null })),
  )
}

async function beforeStop(db: Write, contactId: number): Promise<BeforeStop> {
  const consents = await db
    .selectFrom('consents')
    .select(['topic', 'channel', 'state', 'via', 'at', 'event_seq'])
    .where('contact_id', '=', contactId)
    .where('channel', '=', 'email')
    .execute()
  const asks = await db
    .selectFrom('campaign_audience')
    .select('campaign_id')
    .where('contact_id', '=', contactId)
    .where('answer', 'is', null)
    .where('asked_at', 'is not', null)
    .where('lapsed_at', 'is', null)
    .execute()
  const waiting = await db
    .selectFrom('deliveries')
    .select('id')
    .where('contact_id', '=', contactId)
    .where('channel', '=', 'email')
    .where('state', 'in', ['queued', 'held'])
    .execute()
  return {
    consents: consents.map(({ topic, channel, state, via, at, event_seq }) => [
      topic,
      channel,
      state,
      via,
      at,
      event_seq,
    ]),
    asks: asks.map(({ campaign_id }) => campaign_id),
    deliveries: waiting.map(({ id }) => id),
  }
}
