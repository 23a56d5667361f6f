import type { Selectable } from 'kysely'
import { type ConsentEvent, foldConsent, newestReadStop, standing } from '#core/consent/ledger.ts'
import { pairKey } from '#core/consent/pair.ts'
import { optOutsLeft, pairsOf } from '#core/consent/reach.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { holdRecipient } from '#db/operations/preferences/recipient.ts'
import type { Schema } from '#db/schema.ts'
import { appendEvents, eventsOf, type NewEvent } from '#db/tables/consent-events.ts'
import { type BeforeStop, stopOn } from './stop-by-reply.ts'
import { takeCase } from './take-case.ts'

/**
 * A person confirms that a reply was a stop, or finds that it was none: then everything stands as if it had not been read so (consents, opt-outs of
 * the address or number, asks it answered, messages it took back), and the ledger says who found it. What the person did themselves since stands.
 */
export async function settleStop(
  memory: Memory,
  now: number,
  { id, by, as }: { id: number; by: string; as: 'stop' | 'not-a-stop' },
): Promise<{ settled: true } | Refused<'already-settled' | 'contact-gone'>> {
  return memory.database.write(async (db) => {
    const found = await db.selectFrom('incoming_mails').selectAll().where('id', '=', id).executeTakeFirst()
    const there = await holdStopped(db, found)
    if (as === 'not-a-stop' && found !== undefined && found.settled_at === null && there.length === 0)
      return { refused: 'contact-gone' }
    const row = await takeCase(db, now, { id, by, as, wants: 'stop' })
    if (row === undefined) return { refused: 'already-settled' }
    if (as === 'stop') return { settled: true }
    const restored: NewEvent[] = []
    for (const contactId of there) {
      const { topic, channel } = stopOn(row.channel)
      const events = standing(await eventsOf(db, contactId))
      const stop = newestReadStop(events, { topic, channel })
      if (stop === undefined) continue
      const before = await beforeOf(db, row, stop)
      await giveBack(db, memory, now, { stop, before, events })
      const about = stop.campaignId === undefined ? {} : { campaignId: stop.campaignId }
      const evidence = { incoming: id, undoes: stop.seq, at: now }
      restored.push({ contactId, type: 'restored', topic, channel, via: 'staff', actor: by, ...about, evidence })
    }
    await appendEvents(db, memory, now, restored)
    return { settled: true }
  })
}

type Row = Selectable<Schema['incoming_mails']>

/** Those it stopped who are still here, held in the order of a claim: one person, or everybody who had the number. */
async function holdStopped(db: Write, row: Row | undefined): Promise<number[]> {
  if (row === undefined || row.contact_id === null) return []
  const { sharing = [] } = readBefore(row)
  const ids = [row.contact_id, ...sharing.map(({ contactId }) => contactId)].toSorted((a, b) => a - b)
  const there: number[] = []
  for (const id of ids) if ((await holdRecipient(db, id)) !== undefined) there.push(id)
  return there
}

/** The stop's own message keeps what it took: of two that were read as stops, the newest event goes first. */
async function beforeOf(db: Write, { contact_id, channel }: Row, stop: ConsentEvent): Promise<BeforeStop> {
  const rows = await db
    .selectFrom('incoming_mails')
    .select(['contact_id', 'stop_event', 'before'])
    .where('stop_event', 'is not', null)
    .where('contact_id', 'in', [stop.contactId, contact_id ?? 0])
    .where('channel', '=', channel)
    .execute()
  for (const row of rows) {
    const { sharing = [], ...own } = readBefore(row)
    if (row.contact_id === stop.contactId && row.stop_event === stop.seq) return own
    const theirs = sharing.find(({ contactId, event }) => contactId === stop.contactId && event === stop.seq)
    if (theirs !== undefined) return theirs.before
  }
  return NOTHING_TAKEN
}

const NOTHING_TAKEN: BeforeStop = { consents: [], asks: [], deliveries: [] }

function readBefore({ before }: Pick<Row, 'before'>): BeforeStop {
  return before === null ? NOTHING_TAKEN : JSON.parse(before)
}

async function giveBack(
  db: Write,
  { house }: Memory,
  now: number,
  { stop, before, events }: Undone & { events: readonly ConsentEvent[] },
): Promise<void> {
  const topics = house.topics.map(({ id }) => id)
  const rest = events.filter((event) => event !== stop)
  await giveBackConsents(db, { stop, before, topics, since: rest.filter(({ seq }) => seq > stop.seq) })
  await liftOptOuts(db, now, { stop, left: optOutsLeft(rest, topics) })
  await giveBackAsks(db, now, { stop, before })
}

interface Undone {
  stop: ConsentEvent
  before: BeforeStop
}

async function giveBackConsents(
  db: Write,
  { stop, before, topics, since }: Undone & { topics: readonly string[]; since: readonly ConsentEvent[] },
): Promise<void> {
  const rows = await db
    .deleteFrom('consents')
    .where('contact_id', '=', stop.contactId)
    .where('event_seq', '=', stop.seq)
    .returning(['topic', 'channel'])
    .execute()
  for (const { topic, channel } of rows) {
    const then = before.consents.find((one) => one[0] === topic && one[1] === channel)
    let consent = then && {
      state: then[2] as 'granted',
      via: then[3] as ConsentEvent['via'],
      at: then[4],
      eventSeq: then[5],
    }
    for (const event of since) {
      const speaks = pairsOf(event, topics).some((pair) => pairKey(pair) === `${topic} ${channel}`)
      if (speaks) consent = (foldConsent(consent, event) as typeof consent) ?? consent
    }
    if (consent === undefined) continue
    const { state, via, at, eventSeq } = consent
    await db
      .insertInto('consents')
      .values({ contact_id: stop.contactId, topic, channel, state, via, at, event_seq: eventSeq })
      .execute()
  }
}

/** An opt-out that rests on another event of theirs, or held before for somebody who shares the address, stays. */
async function liftOptOuts(
  db: Write,
  now: number,
  { stop, left }: { stop: ConsentEvent; left: ReadonlyMap<string, ConsentEvent> },
): Promise<void> {
  const rows = await db
    .selectFrom('suppressions')
    .select(['address_hash', 'kind', 'topic', 'channel', 'at'])
    .where('event_seq', '=', stop.seq)
    .where('address_hash', 'in', (e) =>
      e
        .selectFrom('contacts')
        .select(stop.channel === 'sms' ? 'phone_hash as hash' : 'email_hash as hash')
        .where('id', '=', stop.contactId)
        .$castTo<{ hash: string }>(),
    )
    .where('lifted_at', 'is', null)
    .execute()
  for (const { address_hash, kind, topic, channel, at } of rows) {
    const rests = left.get(`${kind} ${topic} ${channel}`)
    const change = rests ? { event_seq: rests.seq } : at < stop.at ? { event_seq: null } : { lifted_at: now }
    await db
      .updateTable('suppressions')
      .set(change)
      .where('address_hash', '=', address_hash)
      .where('kind', '=', kind)
      .where('topic', '=', topic)
      .where('channel', '=', channel)
      .execute()
  }
}

/** Messages that waited wait again; whatever leaves is decided anew. */
async function giveBackAsks(db: Write, now: number, { stop, before }: Undone): Promise<void> {
  const { contactId, at } = stop
  if (before.asks.length > 0)
    await db
      .updateTable('campaign_audience')
      .set({ answer: null, answered_at: null })
      .where('contact_id', '=', contactId)
      .where('campaign_id', 'in', before.asks)
      .where('answer', '=', 'no')
      .where('answered_at', '=', at)
      .execute()
  if (before.deliveries.length > 0)
    await db
      .updateTable('deliveries')
      .set({ state: 'queued', due_at: now, reasons: '[]', finished_at: null })
      .where('id', 'in', before.deliveries)
      .where('state', '=', 'cancelled')
      .where('finished_at', '=', at)
      .where('campaign_id', 'in', (e) =>
        e.selectFrom('campaigns').select('id').where('state', 'in', ['running', 'reminding', 'grace', 'paused']),
      )
      .execute()
  const cards = await db
    .selectFrom('deliveries')
    .select('campaign_id')
    .distinct()
    .where('contact_id', '=', contactId)
    .where((e) => e.or([e('id', 'in', [0, ...before.deliveries]), e('campaign_id', 'in', [0, ...before.asks])]))
    .execute()
  for (const { campaign_id } of cards) await showCard(db, campaign_id, now)
}
