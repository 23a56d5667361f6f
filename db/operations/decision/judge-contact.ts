import { BUCKETS, type GateVerdict, gate } from '#core/consent/gate.ts'
import type { GateClock } from '#core/consent/gate-facts.ts'
import type { Pair } from '#core/consent/pair.ts'
import { type Decision, decide, isPermitted, type PairRequest, type SendRequest } from '#core/decision/decide.ts'
import type { Channel, House } from '#core/house.ts'
import type { CampaignKind } from '#core/messages/message.ts'
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
export function furthest(judged: readonly JudgedPair[], kind: CampaignKind): GateVerdict {
  const rank = (one: JudgedPair) => (isPermitted(kind, one) ? BUCKETS.length : 0) + BUCKETS.indexOf(one.gate.bucket)
  let best: JudgedPair | undefined
  for (const one of judged) if (best === undefined || rank(one) > rank(best)) best = one
  return best?.gate ?? { bucket: 'doubtful', asked: 'no', reason: 'doubtful', standing: 'doubtful', basis: 'unknown' }
}

export interface SendFacts {
  settled: boolean
  campaignRunning: boolean
  sentAt: readonly number[]
  bestBefore: number | undefined
  /** The address the delivery was made for, to notice that it changed. */
  madeFor?: string
}

/** The whole decision about one message to one contact. */
export function judgeMessage(
  facts: ContactFacts,
  judged: readonly JudgedPair[],
  question: Question,
  send: SendFacts,
  rules: Pick<House, 'windows' | 'budget' | 'organisation'>,
  now: number,
): Decision {
  return decide(sendRequest(facts, judged, question, send, rules), now)
}

/** The address a message to this contact goes to: a minor's guardian, never the child. */
export function addressFor(facts: ContactFacts, judged: readonly JudgedPair[], carrier: Channel): string | undefined {
  const toGuardian = judged.some(({ gate: { asked } }) => asked === 'guardian')
  return toGuardian ? facts.guardianEmail : carrier === 'email' ? facts.email : facts.phone
}

function sendRequest(
  facts: ContactFacts,
  judged: readonly JudgedPair[],
  { kind, carrier }: Question,
  send: SendFacts,
  rules: Pick<House, 'windows' | 'budget' | 'organisation'>,
): SendRequest {
  const toGuardian = judged.some(({ gate: { asked } }) => asked === 'guardian')
  const now = addressFor(facts, judged, carrier)
  const changed = send.madeFor !== undefined && now !== undefined && now !== send.madeFor
  return {
    kind,
    pairs: judged,
    address: changed ? 'changed' : toGuardian ? 'usable' : facts.gate.reach[carrier],
    settled: send.settled,
    campaignRunning: send.campaignRunning,
    window: rules.windows[carrier],
    timeZone: rules.organisation.timeZone,
    budget: rules.budget,
    sentAt: send.sentAt,
    bestBefore: send.bestBefore,
  }
}
