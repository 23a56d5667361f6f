import { sql } from 'kysely'
import { type ConsentEvent, isOwnYes } from '#core/consent/ledger.ts'
import { suppressionsOf } from '#core/consent/reach.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import { noteForJournal } from '#db/journal/notes.ts'
import type { Write } from '#db/open.ts'
import { valuesFromRows } from './insert-rows.ts'

const ROWS_PER_STATEMENT = 2000

/** Writes the opt-outs that hold for the person's addresses, and lifts those a person's own yes answers; in the events' own transaction. */
export async function applyToSuppressions(
  db: Write,
  events: readonly ConsentEvent[],
  topics: readonly string[],
): Promise<void> {
  const telling = events.filter((event) => isOwnYes(event) || suppressionsOf(event, topics).length > 0)
  if (telling.length === 0) return
  const addresses = await addressesOf(db, [...new Set(telling.map(({ contactId }) => contactId))])
  const rows = new Map<string, NewSuppression>()
  for (const event of telling) {
    const mine = addresses.get(event.contactId)
    if (isOwnYes(event) && mine !== undefined) await lift(db, mine, event)
    for (const { kind, topic, channel } of suppressionsOf(event, topics)) {
      for (const address of channel === '*' ? [mine?.email, mine?.sms] : [mine?.[channel]]) {
        if (address == null) continue
        rows.set(`${address} ${kind} ${topic} ${channel}`, {
          address_hash: address,
          kind,
          topic,
          channel,
          at: event.at,
          event_seq: event.seq,
          lifted_at: null,
        })
      }
    }
  }
  await putSuppressions(db, [...rows.values()])
}

export interface NewSuppression {
  address_hash: string
  kind: 'stopped' | 'objected' | 'complained' | 'tombstone' | 'withdrawn' | 'refused'
  topic: string
  channel: string
  at: number
  event_seq: number | null
  lifted_at: null
}

/** An opt-out that was lifted holds again; one that holds keeps the day it began. Those no event tells of stand in the journal by themselves. */
export async function putSuppressions(db: Write, rows: readonly NewSuppression[]): Promise<void> {
  noteForJournal(
    rows
      .filter(({ event_seq }) => event_seq === null)
      .map(({ at, kind, topic, channel, address_hash: hash }) => ({
        about: 'address',
        at,
        kind,
        topic,
        channel,
        hash,
      })),
  )
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await sql`insert into ${valuesFromRows(db, 'suppressions', rows.slice(from, from + ROWS_PER_STATEMENT))}
      on conflict (address_hash, kind, topic, channel) do update
      set at = case when suppressions.lifted_at is null then suppressions.at else excluded.at end,
        event_seq = excluded.event_seq, lifted_at = null`.execute(db)
  }
}

interface Addresses {
  email: string | null
  sms: string | null
}

/** Held until the transaction ends, whatever the opt-out came by: a claim of these people's messages sees it or was committed before it. */
async function addressesOf(db: Write, contactIds: readonly number[]): Promise<Map<number, Addresses>> {
  const people = db
    .selectFrom('contacts')
    .select(['id', 'email_hash', 'phone_hash'])
    .where('id', 'in', idsFromJson(db, contactIds))
  const rows = await (dialectOf(db) === 'postgres' ? people.orderBy('id').forNoKeyUpdate() : people).execute()
  return new Map(rows.map(({ id, email_hash, phone_hash }) => [id, { email: email_hash, sms: phone_hash }]))
}

/**
 * A yes to one pair ends that pair's opt-out and the sweeping ones of its channel; every other pair keeps its own. The person's other address is freed of what
 * they said there themselves, else their number would silence who said yes by e-mail; what somebody else said of a shared number stays.
 */
async function lift(db: Write, { email, sms }: Addresses, event: ConsentEvent): Promise<void> {
  const spokenOn = event.channel === 'sms' ? sms : email
  const addresses = [email, sms].filter((address) => address !== null)
  if (addresses.length === 0) return
  await db
    .updateTable('suppressions')
    .set({ lifted_at: event.at })
    .where('address_hash', 'in', addresses)
    .where('lifted_at', 'is', null)
    .where((e) =>
      e.or([
        e('address_hash', '=', spokenOn),
        e.exists(
          e
            .selectFrom('consent_events as said')
            .select('said.seq')
            .whereRef('said.seq', '=', 'suppressions.event_seq')
            .where('said.contact_id', '=', event.contactId),
        ),
      ]),
    )
    .where((e) =>
      e.or([
        e.and([e('topic', '=', '*'), e('channel', 'in', ['*', event.channel])]),
        e.and([
          e('topic', '=', event.topic),
          e('channel', '=', event.channel),
          e('kind', 'in', ['withdrawn', 'refused']),
        ]),
      ]),
    )
    .execute()
}
