import { BUCKETS } from '#core/consent/gate.ts'
import { judgeMessage } from '#db/operations/decision/judge-contact.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { segmentPages } from '#db/operations/segments/segment-pages.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { CONTACTS_PER_PAGE, clockFor, emptyBuckets, judgePage, questionOf } from './audience.ts'

export interface SimulatedBucket {
  bucket: string
  count: number
  /** The most frequent reason in it. */
  reason: string
  /** For people who would be written to: what the decision would be this instant. Sums to `count`. */
  then?: { send: number; hold: number; refuse: number }
}

export interface Simulation {
  campaign: number
  total: number
  /** All buckets of the gate, zeros included, summing to `total`. */
  buckets: SimulatedBucket[]
  /** Contacts whose birth date is unknown and who are not taken for minors. */
  unknownBirthDate: number
}

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
  const pages = await segmentPages(database.read, campaign.draft.segment, CONTACTS_PER_PAGE)
  if (pages === undefined) return { refused: 'unknown-segment', data: { segment: campaign.draft.segment } }
  const clock = clockFor(now, house)
  const question = questionOf(campaign.draft, house)
  const counts = emptyBuckets()
  const reasons = new Map<string, Map<string, number>>()
  const thens = new Map<string, { send: number; hold: number; refuse: number }>()
  let total = 0
  let unknownBirthDate = 0
  for await (const ids of pages) {
    for (const { facts, judged, verdict, permitted, address } of await judgePage(
      database.read,
      memory,
      campaign.draft,
      ids,
      clock,
      campaignId,
    )) {
      total += 1
      if (facts.gate.birthDate === undefined && facts.gate.declaredMinor === undefined) unknownBirthDate += 1
      counts[verdict.bucket] = (counts[verdict.bucket] ?? 0) + 1
      const mine = reasons.get(verdict.bucket) ?? new Map<string, number>()
      mine.set(verdict.reason, (mine.get(verdict.reason) ?? 0) + 1)
      reasons.set(verdict.bucket, mine)
      if (permitted.length === 0 || address === undefined) continue
      const send = { settled: false, campaignRunning: true, sentAt: [], bestBefore: undefined }
      const { verdict: outcome } = judgeMessage(facts, judged, question, send, house, now)
      const then = thens.get(verdict.bucket) ?? { send: 0, hold: 0, refuse: 0 }
      then[outcome] += 1
      thens.set(verdict.bucket, then)
    }
    onProgress(total)
  }
  const buckets = BUCKETS.map((bucket): SimulatedBucket => {
    const [reason = bucket] = [...(reasons.get(bucket) ?? [])].toSorted((a, b) => b[1] - a[1]).map(([code]) => code)
    const then = thens.get(bucket)
    return { bucket, count: counts[bucket] ?? 0, reason, ...(then && { then }) }
  })
  return { campaign: campaignId, total, buckets, unknownBirthDate }
}
