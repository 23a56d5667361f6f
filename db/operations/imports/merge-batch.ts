import { pairKey } from '#core/consent/pair.ts'
import type { ContactFacts } from '#core/contacts/contact-facts.ts'
import { type MergeRule, mergeFacts, newFacts } from '#core/contacts/merge.ts'
import { type Collection, claimsOf, type Stop, stopsOf, type Trace, traceOf } from '#core/contacts/merge-consents.ts'
import { matchContact } from '#core/contacts/merge-match.ts'
import type { ParsedRow } from '#core/contacts/row-reading.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { NewEvent } from '#db/tables/consent-events.ts'
import { insertContactSources, type NewContactSource } from '#db/tables/contact-sources.ts'
import { insertContacts, updateContacts } from '#db/tables/contacts.ts'
import type { Verdict } from '#db/tables/import-batches.ts'
import type { StoredImport } from '#db/tables/imports.ts'
import { latestSourceNames } from '#db/tables/sources.ts'
import { type BatchPeople, loadPeople, type Person } from './batch-people.ts'
import { sourcesFor } from './batch-sources.ts'
import { type BatchStops, loadStops } from './batch-stops.ts'
import type { BatchVerdicts } from './batch-verdicts.ts'
import type { ImportOptions } from './import-options.ts'

/** A row that could be read, with its hashed addresses. */
export interface ReadRow extends ParsedRow {
  line: number
  emailHash: string | null
  phoneHash: string | null
}

/** One batch at work: what it knows, and what it will write. */
interface Batch {
  memory: Pick<Memory, 'keyring' | 'house'>
  options: ImportOptions
  collection: Collection
  startedAt: number
  people: BatchPeople
  stops: BatchStops
  events: { person: Person; event: Omit<NewEvent, 'contactId'> }[]
  links: { person: Person; link: Omit<NewContactSource, 'contactId'> }[]
}

interface Judged {
  line: number
  verdict: Verdict
  codes: readonly string[]
  conflict?: { person: Person; fields: readonly string[]; known: string | undefined; source: string }
}

/**
 * Merges rows into the base: opt-outs first, then facts, then claims for pairs without history. Everything is looked up and written for the
 * whole batch at once. Returns the events to append, last, in the same transaction.
 */
export async function mergeBatch(
  db: Write,
  memory: Pick<Memory, 'keyring' | 'house'>,
  now: number,
  one: { stored: StoredImport; options: ImportOptions },
  rows: readonly ReadRow[],
  verdicts: BatchVerdicts,
  refusals: readonly { line: number; codes: readonly string[] }[],
): Promise<NewEvent[]> {
  const { stored, options } = one
  const sources = await sourcesFor(db, stored, options, new Set(rows.map(({ facts }) => facts.list)))
  const batch: Batch = {
    memory,
    options,
    collection: collectionOf(stored, options),
    startedAt: stored.startedAt,
    people: await loadPeople(
      db,
      rows.map(({ facts }) => facts),
      memory.house.contactKey,
      memory.keyring,
    ),
    stops: await loadStops(db, [...hashesOf(rows)], topicsOf(memory)),
    events: [],
    links: [],
  }
  const judged = rows.map((row) =>
    judgeRow(batch, row, { id: sources.idOf(row.facts.list), name: sources.nameOf(row.facts.list) }),
  )
  await report(db, judged, refusals, verdicts)
  return store(db, batch, now)
}

function collectionOf(stored: StoredImport, options: ImportOptions): Collection {
  return {
    name: options.source ?? stored.fileName,
    basis: options.basis,
    collectedAt: options.collected?.from,
    collectedUntil: options.collected?.until,
    topics: options.topics,
    channels: options.channels,
  }
}

function topicsOf({ house }: Pick<Memory, 'house'>): string[] {
  return house.topics.map(({ id }) => id)
}

function* hashesOf(rows: readonly ReadRow[]): Generator<string> {
  for (const { emailHash, phoneHash } of rows) {
    if (emailHash !== null) yield emailHash
    if (phoneHash !== null) yield phoneHash
  }
}

function judgeRow(batch: Batch, row: ReadRow, source: { id: number; name: string }): Judged {
  const { facts, line } = row
  const { people, stops, collection } = batch
  if (stops.forgotten(row.emailHash) || stops.forgotten(row.phoneHash)) {
    return { line, verdict: 'refused', codes: ['forgotten'] }
  }
  const wanted = stopsOf(row.status, facts, collection)
  const match = matchContact(facts, batch.memory.house.contactKey, people)
  if ('refused' in match) {
    // Whoever it is about, nobody at this address wants more: the opt-out counts although the row does not.
    for (const person of facts.email === undefined ? [] : people.byEmail(facts.email)) {
      recordStops(batch, person, wanted, source.id)
    }
    return { line, verdict: 'refused', codes: [match.refused] }
  }
  const known = match.contact
  if (known?.restricted) return judgeRestricted(batch, row, known, wanted, source.id)

  const before = known?.facts
  const rule = ruleFor(batch, facts)
  const merged = before && mergeFacts(before, facts, rule)
  const person = known ?? addPerson(people, { ...row, key: match.key }, rule)
  if (before && merged) {
    const rekeyed = match.key !== before.key
    person.facts = rekeyed ? { ...merged.facts, key: match.key } : merged.facts
    person.touched ||= rekeyed || merged.changed || merged.confirmed
    if (person.facts.email !== before.email) person.emailHash = row.emailHash
    if (person.facts.phone !== before.phone) person.phoneHash = row.phoneHash
    people.moved(person, before)
  }
  const previous = person.lastSource
  person.lastSource = source.name
  const bounced = recordBounce(person, row)
  const stopped = recordStops(batch, person, wanted, source.id)
  const guarded = recordGuardian(batch, person, facts, before?.guardianConsentAt ?? null, source.id)
  const trace = traceOf(facts, collection)
  const claims = recordClaims(batch, person, wanted.length > 0 ? undefined : trace, source.id)
  batch.links.push({ person, link: { sourceId: source.id, line, trace: storedTrace(trace) } })

  const codes = row.warnings.map(({ code }) => code as string)
  if (stopped > 0) codes.push('stopped')
  if (bounced) codes.push('bounced')
  if (claims.toSignUp > 0) codes.push('agreed-elsewhere')
  const changed = stopped > 0 || bounced || guarded || claims.granted > 0 || merged?.changed === true
  if (merged && merged.conflicts.length > 0) {
    const fields = merged.conflicts
    codes.push(fields.includes('email') ? 'conflicting-key' : 'conflicting-facts')
    return { line, verdict: 'conflict', codes, conflict: { person, fields, known: previous, source: source.name } }
  }
  return { line, verdict: known === undefined ? 'new' : changed ? 'merged' : 'unchanged', codes }
}

function ruleFor({ options, startedAt }: Batch, facts: ContactFacts): MergeRule {
  return {
    asOf: facts.updatedAt ?? options.collected?.until ?? startedAt,
    prefer: options.prefer,
    fill: { language: options.language, country: options.country },
  }
}

function addPerson(people: BatchPeople, row: ReadRow & { key: string }, rule: MergeRule): Person {
  const person: Person = {
    id: undefined,
    facts: newFacts(row.key, row.facts, rule),
    emailHash: row.emailHash,
    phoneHash: row.phoneHash,
    restricted: false,
    touched: true,
    consents: new Map(),
    lastSource: undefined,
  }
  people.add(person)
  return person
}

/** While processing is restricted the data is only kept (GDPR 18): an opt-out is all a file may add. */
function judgeRestricted(
  batch: Batch,
  row: ReadRow,
  person: Person,
  wanted: readonly Stop[],
  sourceId: number,
): Judged {
  const stopped = recordStops(batch, person, wanted, sourceId)
  return stopped > 0
    ? { line: row.line, verdict: 'merged', codes: ['stopped', 'restricted'] }
    : { line: row.line, verdict: 'refused', codes: ['restricted'] }
}

function recordBounce(person: Person, { status, facts, emailHash }: ReadRow): boolean {
  const about = facts.email !== undefined && person.emailHash === emailHash
  if (status !== 'bounced' || !about || person.facts.emailState === 'bounced') return false
  person.facts = { ...person.facts, emailState: 'bounced' }
  person.touched = true
  return true
}

function recordStops(batch: Batch, person: Person, wanted: readonly Stop[], sourceId: number): number {
  const fresh = wanted.filter((stop) => !batch.stops.holds(person, stop))
  for (const stop of fresh) {
    batch.stops.add(person, stop)
    batch.events.push({ person, event: { ...stop, topic: '*', via: 'import', sourceId } })
  }
  return fresh.length
}

function recordGuardian(
  batch: Batch,
  person: Person,
  { guardianConsentAt }: ContactFacts,
  before: number | null,
  sourceId: number,
): boolean {
  if (guardianConsentAt === undefined || before !== null) return false
  batch.events.push({
    person,
    event: { type: 'guardian-consented', topic: '*', channel: '*', via: 'import', sourceId },
  })
  return true
}

function recordClaims(
  batch: Batch,
  person: Person,
  trace: Trace | undefined,
  sourceId: number,
): { granted: number; toSignUp: number } {
  const { granted, toSignUp } = claimsOf(
    trace,
    {
      state: (pair) => person.consents.get(pairKey(pair)),
      suppressed: (pair) => batch.stops.suppressed(person, pair),
    },
    person.restricted,
  )
  for (const pair of granted) {
    person.consents.set(pairKey(pair), 'granted')
    batch.events.push({ person, event: { type: 'granted', ...pair, via: 'claim', sourceId } })
  }
  return { granted: granted.length, toSignUp: toSignUp.length }
}

function storedTrace(trace: Trace | undefined): NewContactSource['trace'] {
  if (trace === undefined) return undefined
  const { at, until, origin, wording, pairs } = trace
  const topics = [...new Set(pairs.map(({ topic }) => topic))]
  return { at, until, origin, wording, topics, channels: [...new Set(pairs.map(({ channel }) => channel))] }
}

/** The verdicts of all rows in the order of the file, those that could not be read among them. */
async function report(
  db: Write,
  judged: readonly Judged[],
  refusals: readonly { line: number; codes: readonly string[] }[],
  verdicts: BatchVerdicts,
): Promise<void> {
  const people = judged.flatMap(({ conflict }) =>
    conflict?.person.id === undefined || conflict.known !== undefined ? [] : [conflict.person.id],
  )
  const names = people.length === 0 ? new Map<number, string>() : await latestSourceNames(db, people)
  let next = 0
  const refusedBefore = (line: number) => {
    for (let refusal = refusals[next]; refusal !== undefined && refusal.line < line; refusal = refusals[next]) {
      verdicts.add(refusal.line, 'refused', refusal.codes)
      next += 1
    }
  }
  for (const { line, verdict, codes, conflict } of judged) {
    refusedBefore(line)
    if (conflict === undefined) verdicts.add(line, verdict, codes)
    else {
      const known = conflict.known ?? names.get(conflict.person.id ?? 0) ?? ''
      verdicts.add(line, verdict, codes, { fields: conflict.fields.join(' '), known, source: conflict.source })
    }
  }
  refusedBefore(Number.POSITIVE_INFINITY)
}

async function store(db: Write, { people, links, events }: Batch, now: number): Promise<NewEvent[]> {
  const touched = [...people.all()].filter((person) => person.touched)
  await updateContacts(
    db,
    touched.flatMap((person) => (person.id === undefined ? [] : [{ ...person, id: person.id }])),
    now,
  )
  const added = touched.filter(({ id }) => id === undefined)
  const ids = await insertContacts(db, added, now)
  for (const person of added) person.id = ids.get(person.facts.key)
  await insertContactSources(
    db,
    links.map(({ person, link }) => ({ contactId: idOf(person), ...link })),
  )
  return events.map(({ person, event }) => ({ contactId: idOf(person), ...event }))
}

function idOf({ id }: Person): number {
  if (id === undefined) throw new Error('A contact of this batch was not written.')
  return id
}
