import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { type Consent, type ConsentEvent, foldConsent } from '#core/consent/ledger.ts'
import { pairKey } from '#core/consent/pair.ts'
import { pairsOf } from '#core/consent/reach.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'
import { valuesFromRows } from './insert-rows.ts'

const CONTACTS_PER_QUERY = 1000
const ROWS_PER_STATEMENT = 2000

/** Current consents by contact, then by `topic channel`. */
export async function consentsOf(db: Read, contactIds: readonly number[]): Promise<Map<number, Map<string, Consent>>> {
  const found = new Map<number, Map<string, Consent>>()
  for (let from = 0; from < contactIds.length; from += CONTACTS_PER_QUERY) {
    const rows = await db
      .selectFrom('consents')
      .selectAll()
      .where('contact_id', 'in', idsFromJson(db, contactIds.slice(from, from + CONTACTS_PER_QUERY)))
      .execute()
    putByContact(found, rows)
  }
  return found
}

/** Current consents of a range of contacts: those after the first, up to the last. */
export async function consentsBetween(
  db: Read,
  after: number,
  last: number,
): Promise<Map<number, Map<string, Consent>>> {
  const rows = await db
    .selectFrom('consents')
    .selectAll()
    .where('contact_id', '>', after)
    .where('contact_id', '<=', last)
    .execute()
  const found = new Map<number, Map<string, Consent>>()
  putByContact(found, rows)
  return found
}

function putByContact(found: Map<number, Map<string, Consent>>, rows: readonly Selectable<Schema['consents']>[]): void {
  for (const row of rows) {
    const pairs = found.get(row.contact_id) ?? new Map<string, Consent>()
    pairs.set(`${row.topic} ${row.channel}`, {
      state: row.state as Consent['state'],
      via: row.via as Consent['via'],
      at: row.at,
      eventSeq: row.event_seq,
    })
    found.set(row.contact_id, pairs)
  }
}

/** Folds new events into the current rows, in the events' own transaction. */
export async function applyToConsents(
  db: Write,
  events: readonly ConsentEvent[],
  topics: readonly string[],
): Promise<void> {
  const current = await consentsOf(db, [...new Set(events.map(({ contactId }) => contactId))])
  const changed = new Map<string, { contactId: number; topic: string; channel: string; consent: Consent }>()
  for (const event of events) {
    const mine = current.get(event.contactId) ?? new Map<string, Consent>()
    current.set(event.contactId, mine)
    for (const pair of pairsOf(event, topics)) {
      const key = pairKey(pair)
      const consent = foldConsent(mine.get(key), event)
      if (consent === undefined) continue
      mine.set(key, consent)
      changed.set(`${event.contactId} ${key}`, { contactId: event.contactId, ...pair, consent })
    }
  }
  const rows = [...changed.values()].map(({ contactId, topic, channel, consent }) => ({
    contact_id: contactId,
    topic,
    channel,
    state: consent.state,
    via: consent.via,
    at: consent.at,
    event_seq: consent.eventSeq,
  }))
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await sql`insert into ${valuesFromRows(db, 'consents', rows.slice(from, from + ROWS_PER_STATEMENT))}
      on conflict (contact_id, topic, channel) do update
      set state = excluded.state, via = excluded.via, at = excluded.at, event_seq = excluded.event_seq`.execute(db)
  }
}
