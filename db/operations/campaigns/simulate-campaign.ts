import { BUCKETS, type Bucket } from '#core/consent/gate.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import { judgeMessage } from '#db/operations/decision/judge-contact.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { segmentPages } from '#db/operations/segments/segment-pages.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { attentionOf, attentionTo } from '#db/tables/sent-messages.ts'
import { clockFor, type JudgedContact, judgePage } from './audience.ts'
import { workAhead } from './work-ahead.ts'

type Outcome = 'send' | 'hold' | 'refuse'

export interface SimulatedBucket {
  bucket: Bucket
  count: number
  /** The most frequent reason in it; a bucket nobody is in has its own name. */
  reason: ReasonCode | Bucket
  /** Where people are written to: what the decision would be this instant. Sums to `count`. */
  then?: Record<Outcome, number>
}

export interface Simulation {
  campaign: number
  total: number
  /** All buckets of the gate, zeros included, summing to `total`. */
  buckets: SimulatedBucket[]
  /** Contacts whose birth date is unknown and who are not taken for minors. */
  unknownBirthDate: number
}

/** Pages that are read while one is judged: the database and the rules work at the same time. */
const PAGES_AHEAD = 2
/** The most `loadFacts` takes: a statement costs the same for one contact as for many. */
const PAGE = 2000

/** What would happen if the campaign left now; writes nothing. */
export async function simulateCampaign(
  memory: Memory,
  now: number,
  campaignId: number,
  onProgress: (judged: number) => void = () => {},
): Promise<Simulation | Refused<'unknown-campaign' | 'unknown-segment'>> {
  const { database, house } = memory
  const campaign = await findCampaign(database.read, campaignId)
  if (campaign === undefined) return { refused: 'unknown-campaign' }
  const { draft } = campaign
  const pages = await segmentPages(database.read, draft.segment, PAGE)
  if (pages === undefined) return { refused: 'unknown-segment', data: { segment: draft.segment } }
  const clock = clockFor(now, house)
  const judgedPages = workAhead(pages, PAGES_AHEAD, async (ids) => ({
    people: await judgePage(database.read, memory, draft, ids, clock, campaignId),
    attention: await attentionTo(database.read, campaignId, ids, now),
  }))
  const tally = new Tally()
  for await (const { people, attention } of judgedPages) {
    for (const person of people) {
      const { facts, judged, permitted, address, question } = person
      if (permitted.length === 0) tally.add(person, undefined)
      else if (address === undefined) tally.add(person, 'refuse')
      else {
        const send = {
          settled: false,
          campaignRunning: true,
          attention: attentionOf(attention, facts.contactId),
          bestBefore: undefined,
        }
        tally.add(person, judgeMessage(facts, judged, question, send, memory, now).verdict)
      }
    }
    onProgress(tally.total)
  }
  return {
    campaign: campaignId,
    total: tally.total,
    buckets: BUCKETS.map((bucket) => tally.bucket(bucket)),
    unknownBirthDate: tally.unknownBirthDate,
  }
}

/** These are asked whatever is ticked, so they say what then, also with nobody in them. */
const ALWAYS_ASKED: ReadonlySet<Bucket> = new Set(['askable', 'expiring'])

interface Counts {
  count: number
  reasons: Map<ReasonCode, number>
  send: number
  hold: number
  refuse: number
  /** Nothing may be put to them at all. */
  barred: number
}

/** Every contact counted once, in one bucket. */
class Tally {
  total = 0
  unknownBirthDate = 0
  readonly #buckets = new Map<Bucket, Counts>()

  add({ facts, verdict }: JudgedContact, outcome: Outcome | undefined): void {
    const counts = this.#counts(verdict.bucket)
    this.total += 1
    counts.count += 1
    counts.reasons.set(verdict.reason, (counts.reasons.get(verdict.reason) ?? 0) + 1)
    counts[outcome ?? 'barred'] += 1
    if (facts.gate.birthDate === undefined && facts.gate.declaredMinor === undefined) this.unknownBirthDate += 1
  }

  bucket(bucket: Bucket): SimulatedBucket {
    const { count, reasons, send, hold, refuse, barred } = this.#counts(bucket)
    const [reason = bucket] = [...reasons].toSorted((a, b) => b[1] - a[1]).map(([code]) => code)
    const asked = ALWAYS_ASKED.has(bucket) || barred < count
    return { bucket, count, reason, ...(asked && { then: { send, hold, refuse: refuse + barred } }) }
  }

  #counts(bucket: Bucket): Counts {
    const known = this.#buckets.get(bucket)
    if (known !== undefined) return known
    const counts: Counts = { count: 0, reasons: new Map(), send: 0, hold: 0, refuse: 0, barred: 0 }
    this.#buckets.set(bucket, counts)
    return counts
  }
}
