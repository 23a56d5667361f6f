import { type Consent, type ConsentEvent, foldConsent, isOwnYes } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { pairsOf, suppressionsOf } from '#core/consent/reach.ts'
import type { Channel } from '#core/house.ts'
import { idsFromJson, textsFromJson } from '#db/dialects/differences.ts'
import type { JournalLine } from '#db/journal/journal-line.ts'
import type { Write } from '#db/open.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { type NewSuppression, putSuppressions } from '#db/tables/suppressions.ts'

/** What one group of lines changed. */
export interface Replayed {
  /** Events written into the ledger. */
  events: number
  /** Contacts that came back with the copy and are forgotten again. */
  forgotten: number
  /** Opt-outs put on addresses that no contact carries. */
  addresses: number
}

type EventLine = Extract<JournalLine, { about: 'event' }>
type AddressLine = Extract<JournalLine, { about: 'address' }>

/**
 * Brings lines of the journal into a database that lacks them, at most 500 in one transaction. What already holds is left alone, and so is a yes the
 * person gave after the line: running it twice changes nothing.
 */
export function replayLines(memory: Memory, now: number, lines: readonly JournalLine[]): Promise<Replayed> {
  return memory.database.write(async (db) => {
    const said = lines.filter((line) => line.about === 'event')
    const stops = lines.filter((line) => line.about === 'address')
    const people = await peopleOf(db, said)
    const gone = said.filter(({ type }) => type === 'deleted').flatMap((line) => forgottenBy(line, people))
    const forgotten = [...new Set(gone.map(({ id }) => id))]
    await deleteContacts(db, forgotten)

    const left = people.filter(({ id }) => !forgotten.includes(id))
    const replay = new Replay(memory, left, await consentsOf(db, idsOf(left)), await stopsOf(db, said, stops))
    for (const line of said) if (line.type !== 'deleted') replay.say(line)
    for (const line of stops) replay.stop(line)
    const rows = [...replay.rows.values()]
    await restrict(db, now, replay.restricted)
    await putSuppressions(db, rows)
    const ends = forgotten.map((contactId) => ({ ...EVERYTHING, contactId, actor: actorOf(lastOf(said)) }))
    await appendEvents(db, memory, now, [...replay.events, ...ends])
    return { events: replay.events.length + ends.length, forgotten: forgotten.length, addresses: rows.length }
  })
}

const EVERYTHING = { type: 'deleted', topic: '*', channel: '*', via: 'restore' } as const

interface Person {
  id: number
  email: string | null
  phone: string | null
  createdAt: number
  restricted: boolean
}

/** Decides line by line what is missing, with what the lines before it have already added. */
class Replay {
  readonly events: NewEvent[] = []
  readonly rows = new Map<string, NewSuppression>()
  readonly restricted: number[] = []
  readonly #topics: readonly string[]
  readonly #people: readonly Person[]
  readonly #consents: Map<number, Map<string, Consent>>
  readonly #stops: Map<string, number | null>

  constructor(
    { house }: Memory,
    people: readonly Person[],
    consents: Map<number, Map<string, Consent>>,
    stops: Map<string, number | null>,
  ) {
    this.#topics = house.topics.map(({ id }) => id)
    this.#people = people
    this.#consents = consents
    this.#stops = stops
  }

  say(line: EventLine): void {
    const people = peopleNamed(line, this.#people)
    for (const person of people) this.#sayOf(line, person)
    const carried = new Set(people.flatMap(({ email, phone }) => [email, phone]))
    for (const { kind, topic, channel } of suppressionsOf(eventOf(line), this.#topics))
      for (const hash of hashesFor(line, channel))
        if (!carried.has(hash)) this.stop({ ...line, about: 'address', kind, topic, channel, hash })
  }

  stop({ hash, kind, topic, channel, at }: AddressLine): void {
    const row = {
      address_hash: hash,
      kind: kind as NewSuppression['kind'],
      topic,
      channel,
      at,
      event_seq: null,
      lifted_at: null,
    }
    if (!this.#holds(hash, kind, topic, channel, at)) this.rows.set(stopKey(hash, kind, topic, channel), row)
  }

  #sayOf(line: EventLine, person: Person): void {
    if (line.type === 'restricted' && !person.restricted) this.restricted.push(person.id)
    const current = this.#consents.get(person.id) ?? new Map<string, Consent>()
    this.#consents.set(person.id, current)
    const event = eventOf(line)
    const pairs = pairsOf(event, this.#topics)
    const later = pairs.filter((pair) => saidYesLater(current.get(pairKey(pair)), line.at))
    const missing = pairs.filter((pair) => !later.includes(pair) && changes(current.get(pairKey(pair)), event, pair))
    const sweeping = suppressionsOf(event, this.#topics).filter(({ topic }) => topic === '*')
    const held = sweeping.every(({ kind, topic, channel }) =>
      hashesFor(person, channel).every((hash) => this.#holds(hash, kind, topic, channel, line.at)),
    )
    const isNew = missing.length > 0 || (line.type === 'restricted' && !person.restricted)
    if (!isNew && held) return
    const via = line.type === 'lapsed' ? ('promise' as const) : ('restore' as const)
    const about = { contactId: person.id, type: line.type, via, actor: actorOf(line) }
    if (later.length === 0) this.events.push({ ...about, topic: line.topic, channel: event.channel })
    else this.events.push(...missing.map((pair) => ({ ...about, ...pair })))
    for (const pair of missing) {
      const folded = foldConsent(current.get(pairKey(pair)), { ...event, ...pair })
      if (folded !== undefined) current.set(pairKey(pair), folded)
    }
    for (const { kind, topic, channel } of sweeping)
      for (const hash of hashesFor(person, channel)) this.#stops.set(stopKey(hash, kind, topic, channel), null)
  }

  /** It holds, or was lifted by something the person did after it. */
  #holds(hash: string, kind: string, topic: string, channel: string, at: number): boolean {
    const liftedAt = this.#stops.get(stopKey(hash, kind, topic, channel))
    return liftedAt === null || (liftedAt !== undefined && liftedAt > at)
  }
}

function eventOf({ type, topic, channel, at }: EventLine): ConsentEvent {
  return { seq: 0, at, contactId: 0, type, topic, channel: channel as Channel | '*', via: 'restore' }
}

function saidYesLater(consent: Consent | undefined, at: number): boolean {
  return consent?.state === 'granted' && isOwnYes({ type: 'granted', via: consent.via }) && consent.at > at
}

function changes(consent: Consent | undefined, event: ConsentEvent, pair: Pair): boolean {
  const folded = foldConsent(consent, { ...event, ...pair })
  return folded !== undefined && folded.state !== consent?.state
}

/** The journal names nobody: a contact is known by the keyed hash of their address, or of their number where they have no address. */
function peopleNamed({ email, phone }: EventLine, people: readonly Person[]): Person[] {
  if (email !== null) return people.filter((person) => person.email === email)
  return phone === null ? [] : people.filter((person) => person.email === null && person.phone === phone)
}

/** Whoever came with the copy; who signed up again later is somebody new. */
function forgottenBy(line: EventLine, people: readonly Person[]): Person[] {
  return peopleNamed(line, people).filter(({ phone, createdAt }) => phone === line.phone && createdAt <= line.at)
}

function hashesFor({ email, phone }: { email: string | null; phone: string | null }, channel: string): string[] {
  const hashes = channel === '*' ? [email, phone] : [channel === 'email' ? email : phone]
  return hashes.filter((hash) => hash !== null)
}

function stopKey(hash: string, kind: string, topic: string, channel: string): string {
  return `${hash} ${kind} ${topic} ${channel}`
}

/** Who said so: the journal, with the instant it was told. */
function actorOf(line: EventLine | undefined): string {
  return `journal ${Temporal.Instant.fromEpochMilliseconds(line?.at ?? 0).toString()}`
}

function lastOf(lines: readonly EventLine[]): EventLine | undefined {
  return lines.findLast(({ type }) => type === 'deleted')
}

function idsOf(people: readonly Person[]): number[] {
  return people.map(({ id }) => id)
}

async function peopleOf(db: Write, lines: readonly EventLine[]): Promise<Person[]> {
  const emails = lines.flatMap(({ email }) => email ?? [])
  const phones = lines.flatMap(({ email, phone }) => (email === null ? (phone ?? []) : []))
  const rows = await db
    .selectFrom('contacts')
    .select(['id', 'email_hash', 'phone_hash', 'created_at', 'restricted_at'])
    .where((e) =>
      e.or([e('email_hash', 'in', textsFromJson(db, emails)), e('phone_hash', 'in', textsFromJson(db, phones))]),
    )
    .execute()
  return rows.map((row) => ({
    id: row.id,
    email: row.email_hash,
    phone: row.phone_hash,
    createdAt: row.created_at,
    restricted: row.restricted_at !== null,
  }))
}

/** Every opt-out the addresses have or had: when it was lifted, null while it holds. */
async function stopsOf(
  db: Write,
  said: readonly EventLine[],
  stops: readonly AddressLine[],
): Promise<Map<string, number | null>> {
  const hashes = [
    ...said.flatMap(({ email, phone }) => [email ?? [], phone ?? []].flat()),
    ...stops.map(({ hash }) => hash),
  ]
  const rows = await db
    .selectFrom('suppressions')
    .select(['address_hash', 'kind', 'topic', 'channel', 'lifted_at'])
    .where('address_hash', 'in', textsFromJson(db, hashes))
    .execute()
  return new Map(
    rows.map(({ address_hash, kind, topic, channel, lifted_at }) => [
      stopKey(address_hash, kind, topic, channel),
      lifted_at,
    ]),
  )
}

async function restrict(db: Write, now: number, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length === 0) return
  await db
    .updateTable('contacts')
    .set({ restricted_at: now })
    .where('id', 'in', idsFromJson(db, contactIds))
    .where('restricted_at', 'is', null)
    .execute()
}
