import { channelsOf } from '#core/campaigns/draft.ts'
import type { Decision } from '#core/decision/decide.ts'
import type { Channel } from '#core/house.ts'
import { type SmsEstimate, smsEstimate } from '#core/messages/sms/cost.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { judgeMessage } from '#db/operations/decision/judge-contact.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { segmentPages } from '#db/operations/segments/segment-pages.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { attentionOf, attentionTo } from '#db/tables/sent-messages.ts'
import { clockFor, judgePage } from './audience.ts'
import { type SimulatedBucket, type SimulatedReason, SimulationTally } from './simulation-tally.ts'
import { workAhead } from './work-ahead.ts'

const DAY_MS = 86_400_000

export interface Simulation {
  campaign: number
  total: number
  /** All buckets of the gate, zeros included, summing to `total`. */
  buckets: SimulatedBucket[]
  /** Contacts whose birth date is unknown and who are not taken for minors. */
  unknownBirthDate: number
  /** Why it would not leave for some, the most frequent first. */
  reasons: SimulatedReason[]
  /** Whom it would write to on each channel, now or later. */
  channels: Record<Channel, number>
  /** What its first step takes by SMS; where it writes none, absent. */
  sms?: SmsEstimate
}

/** What SMS leave from, and where their links lead: both make them longer or shorter. */
export interface SmsWays {
  from?: string | undefined
  origin?: string | undefined
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
  ways: SmsWays = {},
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
  const tally = new SimulationTally()
  // A message that waits too long never leaves.
  const bestBefore = Math.min(now + TIMING.bestBeforeDays * DAY_MS, draft.window.until ?? Number.MAX_SAFE_INTEGER)
  for await (const { people, attention } of judgedPages) {
    for (const person of people) {
      const { facts, judged, permitted, address, question } = person
      if (permitted.length === 0) tally.add(person, undefined)
      else if (address === undefined) tally.add(person, NO_ADDRESS)
      else {
        const send = {
          settled: false,
          campaignRunning: true,
          attention: attentionOf(attention, facts.contactId),
          bestBefore,
        }
        tally.add(person, judgeMessage(facts, judged, question, send, memory, now))
      }
    }
    onProgress(tally.total)
  }
  const { total, buckets, unknownBirthDate, reasons, channels } = tally
  const texts = channelsOf(draft).includes('sms') ? { sms: smsEstimate(house, draft, tally.texted, ways) } : {}
  return { campaign: campaignId, total, buckets, unknownBirthDate, reasons, channels, ...texts }
}

const NO_ADDRESS: Decision = { verdict: 'refuse', reasons: [{ code: 'address-missing' }] }
