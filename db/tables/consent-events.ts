import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { ConsentEvent } from '#core/consent/ledger.ts'
import { eventText, GENESIS, linkText, lowers } from '#core/consent/ledger.ts'
import { noteEvents } from '#db/journal/note-events.ts'
import { openFor, sealFor } from '#db/keys/seal.ts'
import type { Read, Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Schema } from '#db/schema.ts'
import { applyToConsents } from './consents.ts'
import { insertRows } from './insert-rows.ts'
import { applyToSuppressions } from './suppressions.ts'

/** An event to be; the ledger gives it its number and its instant. `evidence` is sealed with the contact's key. */
export interface NewEvent extends Omit<ConsentEvent, 'seq' | 'at' | 'evidenceDigest'> {
  evidence?: object
}

/**
 * Appends events as one link of the chain, and writes what follows from them: the current consents and the opt-outs of the addresses.
 * Call it once a transaction and last, since every other writer of the ledger waits for it.
 */
export async function appendEvents(
  db: Write,
  memory: Pick<Memory, 'keyring' | 'house'>,
  now: number,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  const head = await lockHead(db)
  const sealed = await sealEvidence(db, memory, now, events)
  const numbered = events.map(({ evidence: _, ...event }, i): ConsentEvent => {
    const evidence = sealed[i]
    return { ...event, seq: head.lastEvent + 1 + i, at: now, ...(evidence && { evidenceDigest: sha256(evidence) }) }
  })
  const digests = numbered.map((event) => sha256(eventText(event)))
  const link = { seq: head.seq + 1, at: now, previous: head.digest, digests }
  await insertRows(
    db,
    'consent_events',
    numbered.map((event, i) => ({
      seq: event.seq,
      link_seq: link.seq,
      at: now,
      contact_id: event.contactId,
      type: event.type,
      topic: event.topic,
      channel: event.channel,
      via: event.via,
      campaign_id: event.campaignId ?? null,
      source_id: event.sourceId ?? null,
      wording_hash: event.wordingHash ?? null,
      actor: event.actor ?? null,
      evidence: sealed[i] ?? null,
      evidence_digest: event.evidenceDigest ?? null,
      digest: digests[i] ?? '',
    })),
  )
  const digest = sha256(linkText(link))
  await db
    .insertInto('ledger_links')
    .values({
      seq: link.seq,
      at: now,
      first_event: head.lastEvent + 1,
      last_event: head.lastEvent + events.length,
      previous: link.previous,
      digest,
    })
    .execute()
  const topics = memory.house.topics.map(({ id }) => id)
  await applyToConsents(db, numbered, topics)
  await applyToSuppressions(db, numbered, topics)
  await noteEvents(
    db,
    numbered.filter(({ type, contactId }) => lowers(type) && contactId !== 0),
    { seq: link.seq, digest },
  )
}

/** The events of one contact up to an instant, in order. */
export async function eventsOf(db: Read, contactId: number, until = Number.MAX_SAFE_INTEGER): Promise<ConsentEvent[]> {
  const rows = await db
    .selectFrom('consent_events')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('at', '<=', until)
    .orderBy('seq')
    .execute()
  return rows.map(toEvent)
}

/** A stored row as the event it is; the text it hashes to is made from this. */
export function toEvent(row: EventRow): ConsentEvent {
  return {
    seq: row.seq,
    at: row.at,
    contactId: row.contact_id,
    type: row.type as ConsentEvent['type'],
    topic: row.topic,
    channel: row.channel as ConsentEvent['channel'],
    via: row.via as ConsentEvent['via'],
    campaignId: row.campaign_id ?? undefined,
    sourceId: row.source_id ?? undefined,
    wordingHash: row.wording_hash ?? undefined,
    actor: row.actor ?? undefined,
    evidenceDigest: row.evidence_digest ?? undefined,
  }
}

export function sha256(text: string): string {
  return hash('sha256', text)
}

/** The evidence of an event, or undefined once the person is forgotten. */
export async function evidenceOf(db: Read, { keyring }: Pick<Memory, 'keyring'>, seq: number): Promise<unknown> {
  const row = await db
    .selectFrom('consent_events as e')
    .innerJoin('keys as k', (on) => on.onRef('k.contact_id', '=', 'e.contact_id').on('k.purpose', '=', 'contact'))
    .select(['e.evidence', 'k.wrapped'])
    .where('e.seq', '=', seq)
    .executeTakeFirst()
  if (row?.evidence == null) return undefined
  return JSON.parse(openFor(keyring.openContactKey(row.wrapped), row.evidence))
}

/** What an event's text is made of. */
type EventRow = Omit<Selectable<Schema['consent_events']>, 'link_seq' | 'evidence' | 'digest'>

/** The last link, held until the transaction ends: two writers never chain onto the same one. */
async function lockHead(db: Write): Promise<{ seq: number; lastEvent: number; digest: string }> {
  await db
    .insertInto('settings')
    .values({ name: 'ledger-lock', value: '' })
    .onConflict((c) => c.column('name').doUpdateSet({ value: '' }))
    .execute()
  const last = await db
    .selectFrom('ledger_links')
    .select(['seq', 'last_event', 'digest'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { seq: last?.seq ?? 0, lastEvent: last?.last_event ?? 0, digest: last?.digest ?? GENESIS }
}

async function sealEvidence(
  db: Write,
  { keyring }: Pick<Memory, 'keyring'>,
  now: number,
  events: readonly NewEvent[],
): Promise<(string | undefined)[]> {
  const people = [...new Set(events.filter(({ evidence }) => evidence).map(({ contactId }) => contactId))]
  if (people.length === 0) return events.map(() => undefined)
  const made = await db
    .selectFrom('keys')
    .select(['contact_id', 'wrapped'])
    .where('purpose', '=', 'contact')
    .where('contact_id', 'in', people)
    .execute()
  const keys = new Map(made.map(({ contact_id, wrapped }) => [contact_id, keyring.openContactKey(wrapped)]))
  for (const person of people) {
    if (keys.has(person)) continue
    const { raw, wrapped } = keyring.makeContactKey()
    keys.set(person, raw)
    await db
      .insertInto('keys')
      .values({ purpose: 'contact', version: 1, contact_id: person, wrapped, made_at: now })
      .execute()
  }
  return events.map(({ contactId, evidence }) => {
    const key = keys.get(contactId)
    return evidence && key && sealFor(key, JSON.stringify(evidence))
  })
}
