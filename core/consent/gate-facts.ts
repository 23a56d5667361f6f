import type { Channel } from '#core/house.ts'
import type { CountryRow } from '#core/parameters/countries.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { type Consent, isOwnYes } from './ledger.ts'

/** What a source may declare about how its contacts were collected. */
export const BASES = ['documented', 'lawful', 'customer', 'inquiry', 'professional', 'doubtful', 'unknown'] as const
export type Basis = (typeof BASES)[number]

/** These need a reason and the privacy lead's confirmation before they count. */
export const BASES_TO_ATTEST: readonly Basis[] = ['lawful', 'customer', 'professional']

/** What the privacy lead may confirm: a documented file too, for its rows without a trace. */
export function isAttestable(basis: Basis): boolean {
  return basis === 'documented' || BASES_TO_ATTEST.includes(basis)
}

/** One source of a contact, as the gate sees it. Instants are epoch milliseconds. */
export interface SourceFacts {
  basis: Basis
  attested: boolean
  collectedAt: number | undefined
  /** The trace: origin and date or period, for these pairs. Empty when the trace is lost. */
  traceFor: readonly string[]
  tracedAt: number | undefined
}

/** Whether a channel reaches a person. `blocked`: the SMS provider refuses the number until its owner texts START. */
export type Reach = 'usable' | 'missing' | 'invalid' | 'bounced' | 'blocked'

/** Facts about one contact. Missing facts mean silence. */
export interface GateFacts {
  kind: 'b2c' | 'b2b' | undefined
  country: string | undefined
  region: string | undefined
  genericAddress: boolean
  informed: boolean | undefined
  hasFunction: boolean
  birthDate: string | undefined
  declaredMinor: boolean | undefined
  guardian: { suppressed: boolean } | undefined
  restricted: boolean
  /** The strongest suppression of the contact or its addresses: tombstone, complained, stopped or objected. */
  suppressed: 'tombstone' | 'complained' | 'stopped' | 'objected' | undefined
  basisAwaitsAttestation: boolean
  sources: readonly SourceFacts[]
  lastClickAt: number | undefined
  lastOpenAt: number | undefined
  lastPurchaseAt: number | undefined
  lastActAt: number | undefined
  reach: Record<Channel, Reach>
}

/** Facts about one contact × the pair asked. */
export interface PairFacts {
  key: string
  consent: Pick<Consent, 'state' | 'via' | 'at'> | undefined
  /** A withdrawal or refusal of this pair at the same address by somebody who shares it. */
  optedOut: 'withdrawn' | 'refused' | undefined
  asks: readonly { askedAt: number; pending: boolean }[]
}

/** The cut-off instants of one `now`, worked out once for a whole run: calendar arithmetic is slow. Epoch milliseconds. */
export interface GateClock {
  now: number
  today: string
  expiringBefore: number
  unansweredAfter: number
  inactiveAfter: number
  plusYears(at: number, years: number): number
  plusMonths(at: number, months: number): number
}

export function gateClock(now: number, timeZone: string): GateClock {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  const plus = remembered(
    (at, months) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).add({ months }).epochMilliseconds,
  )
  return {
    now,
    today: here.toPlainDate().toString(),
    expiringBefore: here.add({ days: TIMING.expiringDays }).epochMilliseconds,
    unansweredAfter: here.subtract({ months: TIMING.unansweredMonths }).epochMilliseconds,
    inactiveAfter: here.subtract({ months: TIMING.inactiveMonths }).epochMilliseconds,
    plusYears: (at, years) => plus(at, years * 12),
    plusMonths: plus,
  }
}

const MOST_REMEMBERED = 20_000

/** A million imported acts fall on few different days. */
function remembered(plus: (at: number, months: number) => number): (at: number, months: number) => number {
  const known = new Map<number, number>()
  return (at, months) => {
    const key = at * 1000 + months
    const found = known.get(key)
    if (found !== undefined) return found
    const sum = plus(at, months)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(key, sum)
    return sum
  }
}

/** The best evidenced basis for the pair: a trace, then a customer, a professional, a lawful collection, an inquiry. */
export function bestBasis(facts: GateFacts, pair: PairFacts): Basis {
  if (pair.consent?.state === 'granted') return 'documented'
  if (facts.sources.some((source) => source.traceFor.includes(pair.key))) return 'documented'
  const declared = new Set(facts.sources.map((source) => usableBasis(source, facts)))
  const order: Basis[] =
    facts.kind === 'b2b' ? ['customer', 'professional', 'lawful', 'inquiry'] : ['customer', 'lawful', 'inquiry']
  const best = order.find((basis) => declared.has(basis))
  if (best !== undefined) return best
  return declared.has('doubtful') ? 'doubtful' : 'unknown'
}

/**
 * An unconfirmed declaration counts as unknown; a customer without a purchase date, or a documented file without this trace, as lawful, which
 * wants the same confirmation as if it had been declared so.
 */
function usableBasis(source: SourceFacts, facts: GateFacts): Basis {
  const basis = source.basis === 'documented' ? 'lawful' : source.basis
  if (BASES_TO_ATTEST.includes(basis) && !source.attested) return 'unknown'
  return basis === 'customer' && facts.lastPurchaseAt === undefined ? 'lawful' : basis
}

/** The last act of the person that shows they are there. An imported open counts here, never for retention. */
export function lastAct(facts: GateFacts): number | undefined {
  return latest([facts.lastClickAt, facts.lastOpenAt, facts.lastPurchaseAt, facts.lastActAt])
}

/** When the basis ends: CASL implied consent, or the country's retention of a prospect. `undefined`: it does not end by itself. */
export function basisEnd(
  facts: GateFacts,
  pair: PairFacts,
  basis: Basis,
  country: CountryRow,
  clock: GateClock,
): number | undefined {
  if (basis === 'unknown' || basis === 'doubtful') return undefined
  const { impliedConsent: implied, prospectYears } = country
  if (implied !== undefined) {
    if (basis === 'customer') return addTo(facts.lastPurchaseAt, (at) => clock.plusMonths(at, implied.purchaseMonths))
    const inquiredAt = latest(facts.sources.filter((source) => source.basis === 'inquiry').map(collection))
    return basis === 'inquiry' ? addTo(inquiredAt, (at) => clock.plusMonths(at, implied.inquiryMonths)) : undefined
  }
  if (prospectYears === undefined) return undefined
  const since =
    basis === 'customer'
      ? latest([facts.lastPurchaseAt, facts.lastActAt])
      : latest([...countedCollections(facts, pair), facts.lastClickAt, facts.lastPurchaseAt, facts.lastActAt])
  return addTo(since, (at) => clock.plusYears(at, prospectYears))
}

/** A file nobody vouches for says nothing about when a person was met: only sources that carry a basis, and an own yes, start the clock. */
function countedCollections(facts: GateFacts, pair: PairFacts): (number | undefined)[] {
  const counted = facts.sources.filter((source) => {
    const basis = usableBasis(source, facts)
    return source.traceFor.includes(pair.key) || (basis !== 'unknown' && basis !== 'doubtful')
  })
  const { consent } = pair
  const saidYesAt =
    consent?.state === 'granted' && isOwnYes({ type: 'granted', via: consent.via }) ? consent.at : undefined
  return [...counted.map(collection), saidYesAt]
}

function collection(source: SourceFacts): number | undefined {
  return source.tracedAt ?? source.collectedAt
}

/** Under the country's age of own consent on the day of `now`; an unknown birth date is not a minor (the simulation says how many). */
export function isMinor(facts: GateFacts, country: CountryRow, clock: GateClock): boolean {
  if (facts.birthDate === undefined) return facts.declaredMinor === true
  const year = Number(facts.birthDate.slice(0, 4)) + country.ageOfConsent
  return `${String(year).padStart(4, '0')}${facts.birthDate.slice(4)}` > clock.today
}

function latest(instants: readonly (number | undefined)[]): number | undefined {
  let last: number | undefined
  for (const at of instants) if (at !== undefined && (last === undefined || at > last)) last = at
  return last
}

function addTo(at: number | undefined, add: (at: number) => number): number | undefined {
  return at === undefined ? undefined : add(at)
}
