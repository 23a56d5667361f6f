import type { GateFacts, PairFacts, SourceFacts } from '#core/consent/gate-facts.ts'
import { type Consent, foldConsent } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { pairsOf } from '#core/consent/reach.ts'
import { isGenericAddress } from '#core/contacts/email.ts'
import { idsFromJson, textsFromJson } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { eventsOf } from './consent-events.ts'
import { consentsOf } from './consents.ts'

/** One contact with everything the gate and a decision need. */
export interface ContactFacts {
  contactId: number
  email: string | undefined
  phone: string | undefined
  language: string | undefined
  guardianEmail: string | undefined
  firstName: string | undefined
  lastName: string | undefined
  civility: 'mr' | 'ms' | undefined
  company: string | undefined
  /** Where and when the address was collected, for "why you get this". */
  sourceName: string | undefined
  sourceAt: number | undefined
  gate: GateFacts
  pair(pair: Pair): PairFacts
}

export interface FactOptions {
  /** Asks of this campaign do not count as earlier asks of themselves. */
  campaignId?: number
  /** Consents, opt-outs and asks as recorded up to this instant; the contact's fields are today's. One contact only. */
  asOf?: number
}

/** Loads contacts set-based, a handful of statements for any number of them. At most about 2,000 a call. */
export async function loadFacts(
  db: Read,
  memory: Pick<Memory, 'keyring' | 'house'>,
  contactIds: readonly number[],
  options: FactOptions = {},
): Promise<Map<number, ContactFacts>> {
  if (contactIds.length === 0) return new Map()
  const contacts = await db.selectFrom('contacts').selectAll().where('id', 'in', idsFromJson(db, contactIds)).execute()
  const guardianHash = (email: string | null) => (email === null ? undefined : memory.keyring.addressHash(email))
  const hashes = contacts
    .flatMap((c) => [c.email_hash, c.phone_hash, guardianHash(c.guardian_email)])
    .filter((hash) => hash != null)
  const [sources, consents, suppressions, asks] = [
    await sourcesOf(db, contactIds),
    options.asOf === undefined
      ? await consentsOf(db, contactIds)
      : await consentsAt(db, memory, contactIds, options.asOf),
    await suppressionsFor(db, hashes, options.asOf),
    await asksOf(db, contactIds, options),
  ]
  return new Map(
    contacts.map((c) => {
      const mine = sources.get(c.id) ?? []
      const held = [...(suppressions.get(c.email_hash ?? '') ?? []), ...(suppressions.get(c.phone_hash ?? '') ?? [])]
      const guardian = guardianHash(c.guardian_email)
      const newest = mine.at(-1)
      const facts: ContactFacts = {
        contactId: c.id,
        email: c.email ?? undefined,
        phone: c.phone ?? undefined,
        language: c.language ?? undefined,
        guardianEmail: c.guardian_email ?? undefined,
        firstName: c.first_name ?? undefined,
        lastName: c.last_name ?? undefined,
        civility: c.civility ?? undefined,
        company: c.company ?? undefined,
        sourceName: newest?.name,
        sourceAt: newest?.facts.tracedAt ?? newest?.facts.collectedAt ?? newest?.importedAt,
        gate: {
          kind: c.kind ?? undefined,
          country: c.country ?? undefined,
          region: c.region ?? undefined,
          genericAddress: c.email !== null && isGenericAddress(c.email),
          informed: c.informed === null ? undefined : c.informed === 1,
          hasFunction: c.function !== null,
          birthDate: c.birth_date ?? undefined,
          declaredMinor: c.minor === null ? undefined : c.minor === 1,
          guardian:
            c.guardian_email !== null && c.guardian_consent_at !== null
              ? { suppressed: (suppressions.get(guardian ?? '') ?? []).length > 0 }
              : undefined,
          restricted: c.restricted_at !== null && c.restricted_at <= (options.asOf ?? Number.MAX_SAFE_INTEGER),
          suppressed: strongest(held),
          basisAwaitsAttestation: mine.some(
            ({ facts: source }) => NEEDS_ATTESTATION.has(source.basis) && !source.attested,
          ),
          sources: mine.map(({ facts: source }) => source),
          lastClickAt: c.last_click_at ?? undefined,
          lastOpenAt: c.last_open_at ?? undefined,
          lastPurchaseAt: c.last_purchase_at ?? undefined,
          lastActAt: c.last_act_at ?? undefined,
          reach: {
            email: c.email === null ? 'missing' : c.email_state,
            sms: c.phone === null ? 'missing' : 'usable',
          },
        },
        pair: (pair) => {
          const key = pairKey(pair)
          return {
            key,
            consent: consents.get(c.id)?.get(key),
            optedOut: held.find(
              (one): one is typeof one & { kind: 'withdrawn' | 'refused' } =>
                (one.kind === 'withdrawn' || one.kind === 'refused') &&
                one.topic === pair.topic &&
                one.channel === pair.channel,
            )?.kind,
            asks: (asks.get(c.id) ?? []).filter((ask) => ask.pairs.has(key)),
          }
        },
      }
      return [c.id, facts]
    }),
  )
}

const NEEDS_ATTESTATION = new Set(['lawful', 'customer', 'professional'])
const STRONGEST_FIRST = ['tombstone', 'complained', 'stopped', 'objected'] as const

type Held = { kind: string; topic: string; channel: string }

/** A sweeping opt-out of one channel alone bars that channel's pairs, which stand as rows of their own. */
function strongest(held: readonly Held[]): GateFacts['suppressed'] {
  return STRONGEST_FIRST.find((kind) => held.some((one) => one.kind === kind && one.channel === '*'))
}

async function sourcesOf(db: Read, ids: readonly number[]) {
  const rows = await db
    .selectFrom('contact_sources as cs')
    .innerJoin('sources as s', 's.id', 'cs.source_id')
    .select(['cs.contact_id', 'cs.documented', 'cs.consent_at', 'cs.topics', 'cs.channels'])
    .select(['s.name', 's.basis', 's.attested_at', 's.collected_at', 's.imported_at'])
    .where('cs.contact_id', 'in', idsFromJson(db, ids))
    .orderBy('s.imported_at')
    .orderBy('s.id')
    .execute()
  const found = new Map<number, { name: string; importedAt: number; facts: SourceFacts }[]>()
  for (const row of rows) {
    const topics: string[] = row.documented === 1 ? JSON.parse(row.topics) : []
    const channels: string[] = row.documented === 1 ? JSON.parse(row.channels) : []
    const mine = found.get(row.contact_id) ?? []
    mine.push({
      name: row.name,
      importedAt: row.imported_at,
      facts: {
        basis: row.basis as SourceFacts['basis'],
        attested: row.attested_at !== null,
        collectedAt: row.collected_at ?? undefined,
        traceFor: topics.flatMap((topic) => channels.map((channel) => `${topic} ${channel}`)),
        tracedAt: row.documented === 1 ? (row.consent_at ?? undefined) : undefined,
      },
    })
    found.set(row.contact_id, mine)
  }
  return found
}

async function suppressionsFor(
  db: Read,
  hashes: readonly string[],
  asOf: number | undefined,
): Promise<Map<string, Held[]>> {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .selectFrom('suppressions')
    .select(['address_hash', 'kind', 'topic', 'channel', 'at', 'lifted_at'])
    .where('address_hash', 'in', textsFromJson(db, hashes))
    .execute()
  const holds = rows.filter(({ at, lifted_at }) =>
    asOf === undefined ? lifted_at === null : at <= asOf && (lifted_at === null || lifted_at > asOf),
  )
  return Map.groupBy(holds, ({ address_hash }) => address_hash)
}

const OPEN_STATES = ['submitted', 'approved', 'running', 'reminding', 'grace', 'paused']

async function asksOf(
  db: Read,
  ids: readonly number[],
  { campaignId = 0, asOf = Number.MAX_SAFE_INTEGER }: FactOptions,
) {
  const rows = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', (on) => on.onRef('c.id', '=', 'a.campaign_id').onRef('c.version', '=', 'a.version'))
    .select(['a.contact_id', 'a.pairs', 'a.asked_at', 'a.answer', 'c.state'])
    .where('a.contact_id', 'in', idsFromJson(db, ids))
    .where('c.kind', '=', 're-opt-in')
    .where('c.id', '<>', campaignId)
    .execute()
  const asks = rows
    .filter(
      ({ asked_at, answer, state }) =>
        answer === null && (asked_at === null ? OPEN_STATES.includes(state) : asked_at <= asOf),
    )
    .map((row) => ({
      contactId: row.contact_id,
      askedAt: row.asked_at ?? 0,
      pending: OPEN_STATES.includes(row.state),
      pairs: new Set((JSON.parse(row.pairs) as Pair[]).map(pairKey)),
    }))
  return Map.groupBy(asks, ({ contactId }) => contactId)
}

async function consentsAt(db: Read, { house }: Pick<Memory, 'house'>, ids: readonly number[], asOf: number) {
  const topics = house.topics.map(({ id }) => id)
  const found = new Map<number, Map<string, Consent>>()
  for (const id of ids) {
    const mine = new Map<string, Consent>()
    for (const event of await eventsOf(db, id, asOf)) {
      for (const pair of pairsOf(event, topics)) {
        const consent = foldConsent(mine.get(pairKey(pair)), event)
        if (consent) mine.set(pairKey(pair), consent)
      }
    }
    found.set(id, mine)
  }
  return found
}
