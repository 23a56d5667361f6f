import { type Selectable, sql } from 'kysely'
import type { SourceFacts } from '#core/consent/gate-facts.ts'
import { type Consent, foldConsent, standing } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { pairsOf } from '#core/consent/reach.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import { idsFromJson, jsonRows, textsFromJson } from '#db/dialects/differences.ts'
import { prepared } from '#db/dialects/prepared.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Schema } from '#db/schema.ts'
import { eventsOf } from './consent-events.ts'

// Rows leave the database as one JSON text a question, as tuples: for a million contacts row objects take three times longer. All questions
// about a batch of contacts are one statement: a worker asks them for every group of a few messages.

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>
type Tuple<R, Names extends readonly (keyof R)[]> = { -readonly [I in keyof Names]: R[Names[I]] }

const CONTACT = [
  ...(['id', 'guardian_email'] as const),
  ...([
    'email',
    'email_state',
    'phone',
    'civility',
    'first_name',
    'last_name',
    'company',
    'function',
    'language',
  ] as const),
  ...([
    'country',
    'region',
    'postcode',
    'time_zone',
    'phone_state',
    'texted_back_at',
    'kind',
    'informed',
    'birth_date',
    'minor',
    'guardian_consent_at',
  ] as const),
  ...(['last_click_at', 'last_open_at', 'last_purchase_at', 'last_act_at', 'restricted_at'] as const),
] as const
/** What the rules read of one contact, in the order of `CONTACT`. */
export type ContactRow = Tuple<Row<'contacts'>, typeof CONTACT>

/** What `factTexts` answers: each a JSON text. */
export interface FactTexts {
  contacts: string
  links: string
  sources: string
  consents: string
  optOuts: string
  asks: string
  settings: string
  settingsThen: string
}

export async function factTexts(
  db: Read,
  ids: readonly number[],
  { campaignId = 0, asOf }: { campaignId?: number; asOf?: number },
): Promise<FactTexts> {
  const consented = asOf === undefined ? ids : []
  const past = asOf === undefined ? [] : ids
  const [texts] = await readFacts(db, { ids, consented, past, campaignId, asOf: asOf ?? Number.MAX_SAFE_INTEGER })
  if (texts === undefined) throw new Error('a statement without conditions gave no row')
  return texts
}

interface Asked {
  ids: readonly number[]
  /** Whose current consents and settings are wanted. */
  consented: readonly number[]
  /** Whose settings of an earlier instant are wanted; one person at most. */
  past: readonly number[]
  campaignId: number
  asOf: number
  [name: string]: number | readonly number[]
}

const readFacts = prepared((db, { ids, consented, past, campaignId, asOf }: Asked) =>
  db
    .selectNoFrom([
      contactsQuery(db, ids).as('contacts'),
      linksQuery(db, ids).as('links'),
      sourcesQuery(db, ids).as('sources'),
      consentsQuery(db, consented).as('consents'),
      optOutsQuery(db, ids).as('optOuts'),
      asksQuery(db, ids, campaignId, asOf).as('asks'),
      settingsQuery(db, consented).as('settings'),
      settingsThenQuery(db, past, asOf).as('settingsThen'),
    ])
    .$castTo<FactTexts>(),
)

function contactsQuery(db: Read, ids: readonly number[]) {
  return db
    .selectFrom('contacts')
    .select(jsonRows(db, names('contacts', CONTACT)).as('rows'))
    .where('id', 'in', idsFromJson(db, ids))
}

export function contactRows({ contacts }: FactTexts): ContactRow[] {
  return JSON.parse(contacts)
}

export interface ContactSource {
  id: number
  name: string
  importedAt: number
  facts: SourceFacts
}

const SOURCE = ['id', 'name', 'basis', 'attested_at', 'collected_at', 'imported_at'] as const
type SourceRow = Tuple<Row<'sources'>, typeof SOURCE>
const LINK = ['contact_id', 'source_id', 'documented', 'consent_at', 'topics', 'channels'] as const

function linksQuery(db: Read, ids: readonly number[]) {
  return db
    .selectFrom('contact_sources')
    .select(jsonRows(db, names('contact_sources', LINK)).as('rows'))
    .where('contact_id', 'in', idsFromJson(db, ids))
}

/** Many contacts share few sources: each is read once. */
function sourcesQuery(db: Read, ids: readonly number[]) {
  return db
    .selectFrom('sources')
    .select(jsonRows(db, names('sources', SOURCE)).as('rows'))
    .where('id', 'in', (e) =>
      e.selectFrom('contact_sources').select('source_id').where('contact_id', 'in', idsFromJson(db, ids)),
    )
}

/** The sources of each contact, oldest import first. */
export function sourcesOf(texts: FactTexts): Map<number, ContactSource[]> {
  const links = JSON.parse(texts.links) as Tuple<Row<'contact_sources'>, typeof LINK>[]
  const sources = new Map((JSON.parse(texts.sources) as SourceRow[]).map((source) => [source[0], source]))
  const traceFor = tracesRead()
  const withoutTrace = new Map<number, ContactSource>()
  const found = new Map<number, ContactSource[]>()
  for (const [contactId, sourceId, documented, consentAt, topics, channels] of links) {
    let one = documented === 1 ? undefined : withoutTrace.get(sourceId)
    if (one === undefined) {
      const source = sources.get(sourceId)
      if (source === undefined) throw new Error(`contact ${contactId} has a source ${sourceId} that does not exist`)
      one = contactSource(source, documented === 1 ? { pairs: traceFor(topics, channels), at: consentAt } : undefined)
      if (documented !== 1) withoutTrace.set(sourceId, one)
    }
    const mine = found.get(contactId)
    if (mine === undefined) found.set(contactId, [one])
    else mine.push(one)
  }
  for (const mine of found.values())
    if (mine.length > 1) mine.sort((a, b) => a.importedAt - b.importedAt || a.id - b.id)
  return found
}

function contactSource(
  [id, name, basis, attestedAt, collectedAt, importedAt]: SourceRow,
  trace: { pairs: readonly string[]; at: number | null } | undefined,
): ContactSource {
  return {
    id,
    name,
    importedAt,
    facts: {
      basis: basis as SourceFacts['basis'],
      attested: attestedAt !== null,
      collectedAt: collectedAt ?? undefined,
      traceFor: trace?.pairs ?? NO_TRACE,
      tracedAt: trace?.at ?? undefined,
    },
  }
}

const NO_TRACE: readonly string[] = []

/** A file has few different lists of topics and channels: each is read once. */
function tracesRead(): (topics: string, channels: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (topics, channels) => {
    const text = `${topics} ${channels}`
    const found = known.get(text)
    if (found !== undefined) return found
    const pairs = (JSON.parse(topics) as string[]).flatMap((topic) =>
      (JSON.parse(channels) as Pair['channel'][]).map((channel) => pairKey({ topic, channel })),
    )
    known.set(text, pairs)
    return pairs
  }
}

const CONSENT = ['contact_id', 'topic', 'channel', 'state', 'via', 'at', 'event_seq'] as const

function consentsQuery(db: Read, ids: readonly number[]) {
  return db
    .selectFrom('consents')
    .select(jsonRows(db, names('consents', CONSENT)).as('rows'))
    .where('contact_id', 'in', idsFromJson(db, ids))
}

/** Consents as they stand, by contact, then by pair. */
export function currentConsents({ consents }: FactTexts): Map<number, Map<string, Consent>> {
  const found = new Map<number, Map<string, Consent>>()
  for (const [contactId, topic, channel, state, via, at, eventSeq] of JSON.parse(consents) as Tuple<
    Row<'consents'>,
    typeof CONSENT
  >[]) {
    const mine = found.get(contactId) ?? new Map<string, Consent>()
    mine.set(`${topic} ${channel}`, { state: state as Consent['state'], via: via as Consent['via'], at, eventSeq })
    found.set(contactId, mine)
  }
  return found
}

/** What the ledger knew of one contact at an instant. `restricted`: undefined when it never said. */
export interface LedgerAt {
  consents: Map<string, Consent>
  restricted: boolean | undefined
}

export async function ledgerAt(
  db: Read,
  { house }: Pick<Memory, 'house'>,
  contactId: number,
  asOf: number,
): Promise<LedgerAt> {
  const topics = house.topics.map(({ id }) => id)
  const consents = new Map<string, Consent>()
  let restricted: boolean | undefined
  for (const event of standing(await eventsOf(db, contactId, asOf))) {
    if (event.type === 'restricted' || event.type === 'unrestricted') restricted = event.type === 'restricted'
    for (const pair of pairsOf(event, topics)) {
      const consent = foldConsent(consents.get(pairKey(pair)), event)
      if (consent) consents.set(pairKey(pair), consent)
    }
  }
  return { consents, restricted }
}

/** How these people want to be written to, as it stands. */
function settingsQuery(db: Read, ids: readonly number[]) {
  return db
    .selectFrom('preferences')
    .select(jsonRows(db, [sql.ref('contact_id'), sql.ref('settings')]).as('rows'))
    .where('contact_id', 'in', idsFromJson(db, ids))
}

/** As it stood at an instant of the past. */
function settingsThenQuery(db: Read, ids: readonly number[], asOf: number) {
  const last = db
    .selectFrom('preference_changes as p')
    .select(['p.contact_id', 'p.settings'])
    .where('p.contact_id', 'in', idsFromJson(db, ids))
    .where('p.at', '<=', asOf)
    .orderBy('p.id', 'desc')
    .limit(1)
  return db.selectFrom(last.as('l')).select(jsonRows(db, [sql.ref('l.contact_id'), sql.ref('l.settings')]).as('rows'))
}

/** By contact; who chose nothing is absent. Many people choose the same: each text is read once. */
export function settingsOf({ settings, settingsThen }: FactTexts, asOf?: number): Map<number, RecipientSettings> {
  const read = new Map<string, RecipientSettings>()
  const found = new Map<number, RecipientSettings>()
  for (const [contactId, text] of JSON.parse(asOf === undefined ? settings : settingsThen) as [number, string][]) {
    const one = read.get(text) ?? (JSON.parse(text) as RecipientSettings)
    read.set(text, one)
    found.set(contactId, one)
  }
  return found
}

/** An opt-out that holds for an address or number. */
export type Held = Pick<Row<'suppressions'>, 'kind' | 'topic' | 'channel'>

const HELD = ['id', 'kind', 'topic', 'channel', 'at', 'lifted_at'] as const
type HeldRow = [number, Held['kind'], string, string, number, number | null]

function optOutsQuery(db: Read, ids: readonly number[]) {
  const through = (hash: 'email_hash' | 'phone_hash') =>
    db
      .selectFrom('contacts as c')
      .innerJoin('suppressions as s', 's.address_hash', `c.${hash}`)
      .select(['c.id', 's.kind', 's.topic', 's.channel', 's.at', 's.lifted_at'])
      .where('c.id', 'in', idsFromJson(db, ids))
  return db.selectFrom(through('email_hash').unionAll(through('phone_hash')).as('o')).select(
    jsonRows(
      db,
      HELD.map((column) => sql.ref(`o.${column}`)),
    ).as('rows'),
  )
}

/** Opt-outs of the contacts' addresses and numbers, by contact. The hashes stay in the database. */
export function optOutsOf({ optOuts }: FactTexts, asOf: number | undefined): Map<number, Held[]> {
  const found = new Map<number, Held[]>()
  for (const [id, kind, topic, channel, at, lifted_at] of JSON.parse(optOuts) as HeldRow[]) {
    if (!holds({ at, lifted_at }, asOf)) continue
    const one = { kind, topic, channel }
    const mine = found.get(id)
    if (mine === undefined) found.set(id, [one])
    else mine.push(one)
  }
  return found
}

/** Which of these addresses somebody opted out of. */
export async function suppressedAmong(
  db: Read,
  hashes: readonly string[],
  asOf: number | undefined,
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await db
    .selectFrom('suppressions')
    .select(['address_hash', 'at', 'lifted_at'])
    .where('address_hash', 'in', textsFromJson(db, hashes))
    .execute()
  return new Set(rows.filter((row) => holds(row, asOf)).map(({ address_hash }) => address_hash))
}

function holds({ at, lifted_at }: Pick<Row<'suppressions'>, 'at' | 'lifted_at'>, asOf: number | undefined): boolean {
  return asOf === undefined ? lifted_at === null : at <= asOf && (lifted_at === null || lifted_at > asOf)
}

export interface EarlierAsk {
  askedAt: number
  pending: boolean
  pairs: ReadonlySet<string>
}

const OPEN_STATES = ['submitted', 'approved', 'running', 'reminding', 'grace', 'paused']

const ASK = ['contact_id', 'pairs', 'state', 'submitted_at', 'asked_at'] as const
type AskRow = [number, string, string, number | null, number | null]

function asksQuery(db: Read, ids: readonly number[], campaignId: number, asOf: number) {
  const asks = db
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', (on) => on.onRef('c.id', '=', 'a.campaign_id').onRef('c.version', '=', 'a.version'))
    .select(['a.contact_id', 'a.pairs', 'c.state', 'c.submitted_at'])
    // What is in doubt may have arrived: it counts as asked, since nobody is asked twice.
    .select((e) =>
      e.fn
        .coalesce(
          'a.asked_at',
          e
            .selectFrom('deliveries as d')
            .select((s) => s.fn.min('d.sending_at').as('at'))
            .whereRef('d.contact_id', '=', 'a.contact_id')
            .whereRef('d.campaign_id', '=', 'a.campaign_id')
            .where('d.state', '=', 'in-doubt'),
        )
        .as('asked_at'),
    )
    .where('a.contact_id', 'in', idsFromJson(db, ids))
    .where('c.kind', '=', 're-opt-in')
    .where('c.id', '<>', campaignId)
    .where((e) => e.or([e('a.answer', 'is', null), e('a.answered_at', '>', asOf)]))
  return db.selectFrom(asks.as('k')).select(
    jsonRows(
      db,
      ASK.map((column) => sql.ref(`k.${column}`)),
    ).as('rows'),
  )
}

/** What other re-opt-in campaigns asked and nobody answered. */
export function asksOf(texts: FactTexts, asOf = Number.MAX_SAFE_INTEGER): Map<number, EarlierAsk[]> {
  const found = new Map<number, EarlierAsk[]>()
  for (const [contact_id, pairs, state, submitted_at, asked_at] of JSON.parse(texts.asks) as AskRow[]) {
    if (asked_at === null ? !OPEN_STATES.includes(state) : asked_at > asOf) continue
    const keys = new Set((JSON.parse(pairs) as Pair[]).map(pairKey))
    const ask = { askedAt: asked_at ?? submitted_at ?? 0, pending: OPEN_STATES.includes(state), pairs: keys }
    found.set(contact_id, [...(found.get(contact_id) ?? []), ask])
  }
  return found
}

function names(table: keyof Schema, columns: readonly string[]) {
  return columns.map((column) => sql.ref(`${table}.${column}`))
}
