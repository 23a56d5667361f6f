import { BUCKETS, type GateVerdict, gate } from '#core/consent/gate.ts'
import type { GateClock } from '#core/consent/gate-facts.ts'
import type { Pair } from '#core/consent/pair.ts'
import { type Decision, decide, isPermitted, type PairRequest, type SendRequest } from '#core/decision/decide.ts'
import type { Attention } from '#core/etiquette/attention.ts'
import type { Holidays } from '#core/etiquette/holidays.ts'
import type { HouseRules } from '#core/etiquette/layers.ts'
import type { Channel } from '#core/house.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import { TIMING } from '#core/parameters/timing.ts'
import type { ContactFacts } from '#db/tables/gate-facts.ts'

export interface JudgedPair extends PairRequest {
  pair: Pair
}

/** What one campaign wants of a contact. */
export interface Question {
  kind: CampaignKind
  pairs: readonly Pair[]
  carrier: Channel
  ticks: readonly string[]
  overBudget: 'hold' | 'skip'
}

/** The gate's word on every pair a campaign would put to this contact. */
export function judgePairs(facts: ContactFacts, { pairs, carrier, ticks }: Question, clock: GateClock): JudgedPair[] {
  return pairs.map((pair) => {
    const about = facts.pair(pair)
    const verdict = gate(facts.gate, about, carrier, clock)
    return { pair, gate: verdict, granted: about.consent?.state === 'granted', ticked: ticks.includes(verdict.bucket) }
  })
}

/** A contact is counted once: in the row of the pair that got furthest, a pair that may be asked before one that may not. */
function furthest(judged: readonly JudgedPair[], kind: CampaignKind): GateVerdict {
  const rank = (one: JudgedPair) => (isPermitted(kind, one) ? BUCKETS.length : 0) + BUCKETS.indexOf(one.gate.bucket)
  let best: JudgedPair | undefined
  for (const one of judged) if (best === undefined || rank(one) > rank(best)) best = one
  return best?.gate ?? { bucket: 'doubtful', asked: 'no', reason: 'doubtful', standing: 'doubtful', basis: 'unknown' }
}

/** What a person would get: on which channel, about what, at which address. */
export interface JudgedPerson {
  question: Question
  judged: readonly JudgedPair[]
  /** Empty when nothing may be put to them. */
  permitted: readonly Pair[]
  address: string | undefined
  verdict: GateVerdict
}

/**
 * One message a person: where a campaign may write on either channel, the one they prefer, else the first that works. Where none does, the
 * contact is counted in the row of the pair that got furthest on any of them.
 */
export function judgePerson(facts: ContactFacts, questions: readonly Question[], clock: GateClock): JudgedPerson {
  const [only] = questions
  if (only === undefined) throw new Error('A campaign travels on one channel at least.')
  if (questions.length === 1) return judgeOn(facts, only, clock)
  const { preferredChannel } = facts.settings
  const inOrder = questions.toSorted(
    (a, b) => Number(b.carrier === preferredChannel) - Number(a.carrier === preferredChannel),
  )
  const people = inOrder.map((question) => judgeOn(facts, question, clock))
  const works = people.find(
    ({ permitted, address, question }) =>
      permitted.length > 0 && address !== undefined && facts.gate.reach[question.carrier] === 'usable',
  )
  const [first] = people
  if (works !== undefined || first === undefined) return works ?? judgeOn(facts, only, clock)
  const verdict = furthest(
    people.flatMap(({ judged }) => judged),
    only.kind,
  )
  return { ...(people.find(({ permitted }) => permitted.length > 0) ?? first), verdict }
}

function judgeOn(facts: ContactFacts, question: Question, clock: GateClock): JudgedPerson {
  const judged = judgePairs(facts, question, clock)
  return {
    question,
    judged,
    permitted: judged.filter((one) => isPermitted(question.kind, one)).map(({ pair }) => pair),
    address: addressFor(facts, judged, question.carrier),
    verdict: furthest(judged, question.kind),
  }
}

export interface SendFacts {
  settled: boolean
  campaignRunning: boolean
  attention: Attention
  bestBefore: number | undefined
  /** The address the delivery was made for, to notice that it changed. */
  madeFor?: string
}

/** The rules a message is judged by: the house's of today, those it was approved under where they are others, and the public holidays. */
export interface Rules {
  house: HouseRules
  sealed?: HouseRules | undefined
  holidays: Holidays
}

/** The whole decision about one message to one contact. */
export function judgeMessage(
  facts: ContactFacts,
  judged: readonly JudgedPair[],
  question: Question,
  send: SendFacts,
  rules: Rules,
  now: number,
): Decision {
  return decide(sendRequest(facts, judged, question, send, rules, now), now)
}

/** The address a message to this contact goes to: a minor's guardian, never the child. */
export function addressFor(facts: ContactFacts, judged: readonly JudgedPair[], carrier: Channel): string | undefined {
  const toGuardian = judged.some(({ gate: { asked } }) => asked === 'guardian')
  return toGuardian ? facts.guardianEmail : carrier === 'email' ? facts.email : facts.phone
}

function sendRequest(
  facts: ContactFacts,
  judged: readonly JudgedPair[],
  { kind, carrier, overBudget }: Question,
  send: SendFacts,
  { house, sealed, holidays }: Rules,
  now: number,
): SendRequest {
  const toGuardian = judged.some(({ gate: { asked } }) => asked === 'guardian')
  const address = addressFor(facts, judged, carrier)
  const changed = send.madeFor !== undefined && address !== undefined && address !== send.madeFor
  const { place, settings, repliedAt } = facts
  const attention = lookedAtInTime(send, now)
  return {
    kind,
    pairs: judged,
    address: changed ? 'changed' : toGuardian ? 'usable' : facts.gate.reach[carrier],
    settled: send.settled,
    campaignRunning: send.campaignRunning,
    otherPreferred: !toGuardian && prefersOther(facts, judged, kind, carrier),
    etiquette: { channel: carrier, house, holidays, place, settings, attention, repliedAt },
    sealedRules: sealed,
    overBudget,
    bestBefore: send.bestBefore,
  }
}

/** A slot kept for another campaign may be given back until the last moment: it is looked at shortly before, and at that moment; kept still, it is kept. */
function lookedAtInTime({ attention, bestBefore }: SendFacts, now: number): Attention {
  if (bestBefore === undefined || attention.reservedUntil.length === 0) return attention
  const lastLook = bestBefore - TIMING.lastLookMinutes * 60_000
  const latest = lastLook > now ? lastLook : bestBefore > now ? bestBefore : Number.POSITIVE_INFINITY
  return { ...attention, reservedUntil: attention.reservedUntil.map((until) => Math.min(until, latest)) }
}

/** They chose the other channel, it reaches them, and they agreed there to everything this message is about. */
function prefersOther(
  facts: ContactFacts,
  judged: readonly JudgedPair[],
  kind: CampaignKind,
  carrier: Channel,
): boolean {
  const preferred = facts.settings.preferredChannel
  if (preferred === undefined || preferred === carrier || facts.gate.reach[preferred] !== 'usable') return false
  const permitted = judged.filter((one) => isPermitted(kind, one))
  const agreed = (topic: string) => {
    const { consent, optedOut } = facts.pair({ topic, channel: preferred })
    return consent?.state === 'granted' && optedOut === undefined
  }
  return permitted.length > 0 && permitted.every(({ pair }) => agreed(pair.topic))
}
