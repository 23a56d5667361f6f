import type { ReasonCode } from '#core/decision/reasons.ts'
import type { Channel } from '#core/house.ts'
import { type CountryRow, countryRow } from '#core/parameters/countries.ts'
import type { Basis, GateClock, GateFacts, PairFacts } from './gate-facts.ts'
import { basisEnd, bestBasis, isMinor, lastAct } from './gate-facts.ts'

/** The 14 buckets, in the order the rules are tried. */
export const BUCKETS = [
  'restricted', 'suppressed', 'opted-out', 'already-asked', 'minor', 'expired', 'expiring',
  'documented', 'professional', 'doubtful', 'activity-unknown', 'inactive', 'unreachable', 'askable',
] as const // biome-ignore format: the order is the rule

export type Bucket = (typeof BUCKETS)[number]

/** `tick`: only when staff ticked it, and then their silence changes nothing. `guardian`: the guardian is asked, never the child. */
export type Asked = 'yes' | 'no' | 'tick' | 'guardian'

export interface GateVerdict {
  bucket: Bucket
  asked: Asked
  /** Why, as a code of the closed list in `reasons.ts`. */
  reason: ReasonCode
  /** Where the contact stands whatever it was asked before: an earlier ask bars the next ask, and never hides a minor or an ended basis. */
  standing: Bucket
  /** When the basis the contact is kept on ends, if it does. Epoch milliseconds. */
  basisEndsAt?: number | undefined
  basis: Basis
}

/** Everything one rule needs, worked out once. */
interface Case {
  facts: GateFacts
  pair: PairFacts
  clock: GateClock
  country: CountryRow
  basis: Basis
  endsAt: number | undefined
}

/**
 * May this contact be asked to agree to this pair, over this carrier, now? A message that asks is itself marketing, so the first matching row
 * wins and nothing matched means no (ICO 2017, Flybe; CRTC).
 */
export function gate(facts: GateFacts, pair: PairFacts, carrier: Channel, clock: GateClock): GateVerdict {
  const country = countryRow(facts.country, facts.region)
  const basis = bestBasis(facts, pair)
  const given: Case = { facts, pair, clock, country, basis, endsAt: basisEnd(facts, pair, basis, country, clock) }
  const found = firstRow(given, carrier)
  const standing = found.bucket === 'already-asked' ? rowsAfterAsks(given, carrier).bucket : found.bucket
  return { ...found, standing, basis, basisEndsAt: given.endsAt }
}

type Row = Pick<GateVerdict, 'bucket' | 'asked' | 'reason'> | undefined

function firstRow(given: Case, carrier: Channel): Pick<GateVerdict, 'bucket' | 'asked' | 'reason'> {
  return (
    restrictedRow(given) ??
    suppressedRow(given) ??
    optedOutRow(given) ??
    alreadyAskedRow(given) ??
    rowsAfterAsks(given, carrier)
  )
}

function rowsAfterAsks(given: Case, carrier: Channel): Pick<GateVerdict, 'bucket' | 'asked' | 'reason'> {
  return minorRow(given, carrier) ?? rowsOnceOfAge(given, carrier)
}

function rowsOnceOfAge(given: Case, carrier: Channel): Pick<GateVerdict, 'bucket' | 'asked' | 'reason'> {
  return (
    expiredRow(given) ??
    expiringRow(given, carrier) ??
    documentedRow(given) ??
    professionalRow(given) ??
    doubtfulRow(given) ??
    activityUnknownRow(given) ??
    inactiveRow(given) ??
    unreachableRow(given, carrier) ??
    askableRow(given) ?? { bucket: 'doubtful', asked: 'no', reason: 'doubtful' }
  )
}

function restrictedRow({ facts }: Case): Row {
  return facts.restricted ? { bucket: 'restricted', asked: 'no', reason: 'restricted' } : undefined
}

function suppressedRow({ facts }: Case): Row {
  return facts.suppressed === undefined ? undefined : { bucket: 'suppressed', asked: 'no', reason: facts.suppressed }
}

function optedOutRow({ pair }: Case): Row {
  if (pair.optedOut !== undefined) return { bucket: 'opted-out', asked: 'no', reason: pair.optedOut }
  const state = pair.consent?.state
  if (state === 'withdrawn' || state === 'refused') return { bucket: 'opted-out', asked: 'no', reason: state }
  return state === 'objected' ? { bucket: 'suppressed', asked: 'no', reason: 'objected' } : undefined
}

function alreadyAskedRow({ pair, clock }: Case): Row {
  if (pair.consent?.state === 'lapsed') return { bucket: 'already-asked', asked: 'no', reason: 'lapsed' }
  const grantedAt = pair.consent?.state === 'granted' ? pair.consent.at : undefined
  const stillOpen = pair.asks.some(
    (ask) =>
      (ask.pending || ask.askedAt > clock.unansweredAfter) && !(grantedAt !== undefined && grantedAt >= ask.askedAt),
  )
  return stillOpen ? { bucket: 'already-asked', asked: 'no', reason: 'already-asked' } : undefined
}

/** With guardian consent on record the guardian is asked, if the person could be asked at all. */
function minorRow(given: Case, carrier: Channel): Row {
  const { facts, clock, country } = given
  if (!isMinor(facts, country, clock)) return undefined
  const { guardian } = facts
  if (guardian === undefined) return { bucket: 'minor', asked: 'no', reason: 'minor-without-guardian' }
  if (guardian.suppressed) return { bucket: 'minor', asked: 'no', reason: 'guardian-suppressed' }
  const asked = carrier === 'email' ? rowsOnceOfAge(given, carrier).asked : 'no'
  return asked === 'yes'
    ? { bucket: 'minor', asked: 'guardian', reason: 'guardian-asked' }
    : { bucket: 'minor', asked: 'no', reason: 'minor-not-askable' }
}

function expiredRow({ endsAt, clock }: Case): Row {
  return endsAt !== undefined && endsAt <= clock.now
    ? { bucket: 'expired', asked: 'no', reason: 'basis-ended' }
    : undefined
}

function expiringRow({ facts, basis, endsAt, clock }: Case, carrier: Channel): Row {
  if (endsAt === undefined || endsAt > clock.expiringBefore || basis === 'unknown' || basis === 'doubtful')
    return undefined
  const reachable = facts.reach[carrier] === 'usable'
  return {
    bucket: 'expiring',
    asked: reachable ? 'yes' : 'no',
    reason: reachable ? 'basis-ends-soon' : 'ends-soon-unreachable',
  }
}

function documentedRow({ basis }: Case): Row {
  return basis === 'documented' ? { bucket: 'documented', asked: 'tick', reason: 'documented' } : undefined
}

/** B2C beats B2B: only a contact known as a business one, informed at collection, under its country's rule. */
function professionalRow({ facts, basis, country }: Case): Row {
  if (basis !== 'professional' || facts.kind !== 'b2b') return undefined
  const generic = facts.genericAddress
  const named = !generic && facts.informed === true && facts.hasFunction
  const allowed =
    country.businessContacts === 'named-and-generic'
      ? generic || named
      : country.businessContacts === 'generic-only' && generic
  return allowed ? { bucket: 'professional', asked: 'tick', reason: 'professional' } : undefined
}

function doubtfulRow({ facts, basis, country, endsAt }: Case): Row {
  const no = (reason: ReasonCode): Row => ({ bucket: 'doubtful', asked: 'no', reason })
  if (facts.basisAwaitsAttestation && basis === 'unknown') return no('basis-not-attested')
  if (basis === 'unknown') return no('basis-unknown')
  if (basis === 'doubtful') return no('collection-doubtful')
  if (basis === 'customer') return undefined
  // An inquiry implies consent for a while; without its date nobody knows whether it still does.
  if (basis === 'inquiry' && country.impliedConsent !== undefined && endsAt !== undefined) return undefined
  return country.askWithoutTrace ? undefined : no('country-forbids-asking')
}

function activityUnknownRow({ facts, basis }: Case): Row {
  if (basis === 'customer' || lastAct(facts) !== undefined) return undefined
  return { bucket: 'activity-unknown', asked: 'no', reason: 'activity-unknown' }
}

function inactiveRow({ facts, basis, clock, country }: Case): Row {
  const ownClock = basis === 'customer' || country.impliedConsent !== undefined
  const act = lastAct(facts)
  if (ownClock || act === undefined || act > clock.inactiveAfter) return undefined
  return { bucket: 'inactive', asked: 'no', reason: 'inactive' }
}

function unreachableRow({ facts }: Case, carrier: Channel): Row {
  const reach = facts.reach[carrier]
  return reach === 'usable' ? undefined : { bucket: 'unreachable', asked: 'no', reason: `address-${reach}` }
}

function askableRow({ basis }: Case): Row {
  const lawful = basis === 'lawful' || basis === 'customer' || basis === 'inquiry' || basis === 'professional'
  return lawful
    ? { bucket: 'askable', asked: 'yes', reason: basis === 'customer' ? 'customer' : 'trace-lost-active' }
    : undefined
}
