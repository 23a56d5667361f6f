import { suppressionsOf } from '#core/consent/reach.ts'
import type { Channel } from '#core/house.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { noteAct } from '#db/operations/preferences/recipient.ts'
import { answerOpenAsks } from '#db/tables/campaign-audience.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'
import type { Words } from './sealed-words.ts'

/** No more marketing on the channel they wrote on: what a stop says. */
export function stopOn(channel: Channel) {
  return { type: 'withdrawn', topic: '*', channel } as const
}

/** What a stop took away besides what the ledger knows: a person who finds that it was none gives it back. */
export interface BeforeStop {
  /** topic, channel, state, via, at, number of the event. */
  consents: [string, string, string, string, number, number][]
  /** Campaigns whose ask it answered. */
  asks: number[]
  /** Messages that waited. */
  deliveries: number[]
  /** The same of the others who have the number. */
  sharing?: StopOf[]
}

/** One person's stop: its event, and what it took from them. */
export interface StopOf {
  contactId: number
  event: number
  before: BeforeStop
}

export interface StopByReply {
  /** The message. */
  id: number
  /** Who wrote; where a number is shared, everybody who has it. The first is whom the message is kept for. */
  people: readonly { contactId: number; campaignId: number | undefined }[]
  words: Words
  channel: Channel
}

/** Stops at once. Every such reply is an event of its own, so that one found to be none leaves the others. Call it last in a transaction. */
export async function stopByReply(
  db: Write,
  memory: Memory,
  now: number,
  { id, people, words: { subject, phrase, text }, channel }: StopByReply,
): Promise<void> {
  const before: BeforeStop[] = []
  for (const { contactId } of people) {
    before.push(await beforeStop(db, contactId, channel))
    await takeAway(db, contactId, now, channel)
    // Which of several wrote is not known.
    if (people.length === 1) await noteAct(db, contactId, now)
  }
  const evidence = { reply: { subject, phrase, text: text.slice(0, 2000) }, at: now }
  await appendEvents(
    db,
    memory,
    now,
    people.map(({ contactId, campaignId }) => ({
      ...stopOn(channel),
      ...(campaignId !== undefined && { campaignId }),
      contactId,
      via: 'reply',
      evidence,
    })),
  )
  const stops: StopOf[] = []
  for (const [i, { contactId }] of people.entries()) {
    const [mine] = before.slice(i, i + 1)
    if (mine !== undefined) stops.push({ contactId, event: await newestEvent(db, contactId), before: mine })
  }
  const [first, ...sharing] = stops
  if (first === undefined) return
  const kept: BeforeStop = { ...first.before, ...(sharing.length > 0 && { sharing }) }
  await db
    .updateTable('incoming_mails')
    .set({ stop_event: first.event, before: JSON.stringify(kept) })
    .where('id', '=', id)
    .execute()
}

/** What waits for them on this channel, and what they were asked there. */
export async function takeAway(db: Write, contactId: number, now: number, channel: Channel): Promise<void> {
  await cancelDeliveries(db, contactId, now, 'stopped', { channel })
  // Nothing may have been left to cancel, and the sums of these campaigns are others all the same.
  for (const id of await answerOpenAsks(db, contactId, now, channel)) await showCard(db, id, now)
}

async function newestEvent(db: Write, contactId: number): Promise<number> {
  const { seq } = await db
    .selectFrom('consent_events')
    .select((e) => e.fn.max<number>('seq').as('seq'))
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow()
  return seq
}

/** Whoever left the base, or never was in it, is written to no more at this address or number. */
export async function stopAddress(
  db: Write,
  { house }: Pick<Memory, 'house'>,
  now: number,
  { addressHash, channel }: { addressHash: string; channel: Channel },
): Promise<void> {
  const stops = suppressionsOf(
    stopOn(channel),
    house.topics.map(({ id }) => id),
  )
  await putSuppressions(
    db,
    stops.map((stop) => ({ address_hash: addressHash, ...stop, at: now, event_seq: null, lifted_at: null })),
  )
}

async function beforeStop(db: Write, contactId: number, channel: Channel): Promise<BeforeStop> {
  const consents = await db
    .selectFrom('consents')
    .select(['topic', 'channel', 'state', 'via', 'at', 'event_seq'])
    .where('contact_id', '=', contactId)
    .where('channel', '=', channel)
    .execute()
  const asks = await db
    .selectFrom('campaign_audience')
    .select('campaign_id')
    .where('contact_id', '=', contactId)
    .where('answer', 'is', null)
    .where('asked_at', 'is not', null)
    .where('lapsed_at', 'is', null)
    .where('channel', '=', channel)
    .execute()
  const waiting = await db
    .selectFrom('deliveries')
    .select('id')
    .where('contact_id', '=', contactId)
    .where('channel', '=', channel)
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
