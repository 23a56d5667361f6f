import type { GateVerdict } from '#core/consent/gate.ts'
import type { Reach } from '#core/consent/gate-facts.ts'
import { firstMoment, type Layer } from '#core/etiquette/first-moment.ts'
import { type EtiquetteFacts, type HouseRules, layersOf } from '#core/etiquette/layers.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import type { Reason, ReasonCode } from './reasons.ts'

export type Decision =
  | { verdict: 'send'; reasons: Reason[] }
  | { verdict: 'hold'; until: number; reasons: Reason[] }
  | { verdict: 'refuse'; reasons: Reason[] }

/** One pair of the message with what the gate says of it now. */
export interface PairRequest {
  gate: GateVerdict
  granted: boolean
  /** Staff ticked this bucket before approval: only then may a documented or professional contact be asked. */
  ticked: boolean
}

/** One message that wants to leave. Facts are those of this instant; missing facts mean silence. Instants are epoch milliseconds. */
export interface SendRequest {
  kind: CampaignKind
  pairs: readonly PairRequest[]
  /** Which reach the carrier channel has now; `changed`: the address is no longer the one the delivery was made for. */
  address: Reach | 'changed'
  /** The person answered this campaign, or its promise already ran for them. */
  settled: boolean
  campaignRunning: boolean
  /** They prefer the other channel, and it works for everything this message is about. */
  otherPreferred: boolean
  /** By the house's rules of today. */
  etiquette: EtiquetteFacts
  /** The rules the message was approved under, where they are others: both hold, so that what became stricter holds at once and what became looser never does. */
  sealedRules?: HouseRules | undefined
  /** What becomes of the message of a person who has had as many as allowed. */
  overBudget: 'hold' | 'skip'
  bestBefore: number | undefined
}

/** Refusing beats holding, holding beats sending. Every reason that applies is kept. */
export function decide(request: SendRequest, now: number): Decision {
  const refusals = [
    ...campaignRules(request),
    ...addressRule(request),
    ...permissionRule(request),
    ...channelRule(request),
  ]
  if (refusals.length > 0) return { verdict: 'refuse', reasons: refusals }
  return when(request, now)
}

function campaignRules({ campaignRunning, settled }: SendRequest): Reason[] {
  const reasons: Reason[] = []
  if (!campaignRunning) reasons.push({ code: 'campaign-not-running' })
  if (settled) reasons.push({ code: 'answered' })
  return reasons
}

function addressRule({ address }: SendRequest): Reason[] {
  return address === 'usable' ? [] : [{ code: `address-${address}` }]
}

/** One permitted pair is enough: the message lists only those. With none, each pair says why. */
function permissionRule({ kind, pairs }: SendRequest): Reason[] {
  if (pairs.some((pair) => isPermitted(kind, pair))) return []
  if (pairs.length === 0) return [{ code: kind === 're-opt-in' ? 'doubtful' : 'no-consent' }]
  const codes = new Set(pairs.map((pair) => whyNot(kind, pair)))
  return [...codes].map((code) => ({ code }))
}

/** May this pair be in the message now? A campaign that asks goes by the gate; the others need consent, or nothing against it. */
export function isPermitted(kind: CampaignKind, { gate, granted, ticked }: PairRequest): boolean {
  switch (kind) {
    case 're-opt-in':
      return gate.asked === 'yes' || gate.asked === 'guardian' || (gate.asked === 'tick' && ticked)
    case 'topic':
      return granted && !BARRED.has(gate.standing)
    case 'information':
      return !BARRED.has(gate.standing)
  }
}

/** Buckets that get no marketing of any kind. */
const BARRED: ReadonlySet<string> = new Set(['restricted', 'suppressed', 'opted-out', 'minor', 'expired', 'doubtful'])

function whyNot(kind: CampaignKind, { gate, granted }: PairRequest): ReasonCode {
  if (kind === 'topic' && !granted && !BARRED.has(gate.standing)) return 'no-consent'
  return gate.asked === 'tick' ? 'not-ticked' : gate.reason
}

/** A person's own channel comes first; another one only where that does not work, or not for this. */
function channelRule({ otherPreferred }: SendRequest): Reason[] {
  return otherPreferred ? [{ code: 'other-channel-preferred' }] : []
}

/** The first instant every rule of the moment allows, or a refusal when there is none in time. */
function when({ etiquette, sealedRules, overBudget, bestBefore }: SendRequest, now: number): Decision {
  const todays = layersOf(etiquette)
  const sealed = sealedRules === undefined ? [] : layersOf({ ...etiquette, house: sealedRules })
  const layers = sealed.length === 0 ? todays : [...sealed, ...todays]
  const first = firstMoment(layers, now)
  const { at } = first
  const late = bestBefore !== undefined && (at ?? now) > bestBefore
  if (at === now && !late) return { verdict: 'send', reasons: [] }
  const over = overBudget === 'skip' ? overBudgetAt(layers, now) : undefined
  if (over !== undefined) return { verdict: 'refuse', reasons: distinct(over) }
  const stricter = sealed.length > 0 && firstMoment(sealed, now).at !== at
  const reasons = distinct([...first.reasons, ...(stricter ? [STRICTER] : [])])
  if (at === undefined) return { verdict: 'refuse', reasons: [...reasons, { code: 'no-moment' }] }
  if (late) return { verdict: 'refuse', reasons: [...reasons, { code: 'past-best-before' }] }
  return { verdict: 'hold', until: at, reasons }
}

const STRICTER: Reason = { code: 'rules-stricter' }
const OVER_BUDGET: ReadonlySet<ReasonCode> = new Set(['budget-spent', 'budget-reserved'])

/** Why the budget leaves no room at the first moment the other rules allow; undefined when it does, or when there is no such moment. */
function overBudgetAt(layers: readonly Layer[], now: number): Reason[] | undefined {
  const free = firstMoment(
    layers.filter(({ reason }) => !OVER_BUDGET.has(reason.code)),
    now,
  )
  const { at } = free
  if (at === undefined) return undefined
  const over = layers.filter(({ reason, next }) => OVER_BUDGET.has(reason.code) && next(at) !== at)
  return over.length === 0 ? undefined : [...free.reasons, ...over.map(({ reason }) => reason)]
}

/** Rules that were sealed and those of today often say the same. */
function distinct(reasons: readonly Reason[]): Reason[] {
  const seen = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]))
  return [...seen.values()]
}
