import {
  type BrakeCounts,
  type BrakeTrip,
  countAgainAt,
  isWorthCounting,
  mustBrake,
  NO_COUNTS,
  since,
} from '#core/campaigns/brake.ts'
import type { CampaignState } from '#core/campaigns/life.ts'
import { raiseAlert } from '#db/operations/alerts/raise-alert.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type Campaign, lockCampaign, recordAct } from '#db/tables/campaigns.ts'
import { brakeCounts, harmOf, resultsOf } from './brake-counts.ts'
import { pause } from './pause.ts'
import { showCard } from './show-card.ts'

/** Where messages are still to leave; in its last days a campaign has nothing left to hold back. */
const BRAKEABLE: readonly CampaignState[] = ['running', 'reminding']

/**
 * Looks at what came back, and pauses a campaign that does more harm than a careful send may: the pause, its cause, the alert and the card
 * in one transaction, after which nothing of it is claimed. Counts grow cheap to skip as the audience grows: see `countAgainAt`. Answers
 * whether it paused.
 */
export async function brakeCampaign(memory: Memory, now: number, campaign: Campaign): Promise<boolean> {
  if (!BRAKEABLE.includes(campaign.state)) return false
  if (campaign.brakeLookAt !== undefined && now < campaign.brakeLookAt) return false
  const counts = await countsWorthJudging(memory, campaign)
  if (counts !== undefined && tripOf(campaign, counts) !== undefined) return brake(memory, now, campaign.id, counts)
  await lookAgain(memory, now, campaign)
  return false
}

/** The same in the caller's time, whenever it was looked at last, with the counts it was judged by: what the next wave begins from. */
export async function brakeBeforeWave(
  memory: Memory,
  now: number,
  campaign: Campaign,
): Promise<{ braked: boolean; counts: BrakeCounts }> {
  const counts = await brakeCounts(memory.database.read, campaign)
  const braked = tripOf(campaign, counts) !== undefined && (await brake(memory, now, campaign.id, counts))
  return { braked, counts }
}

/** Results are counted only where what came back could be too much of them. */
async function countsWorthJudging({ database }: Memory, campaign: Campaign): Promise<BrakeCounts | undefined> {
  const harm = await harmOf(database.read, campaign)
  const accepted = campaign.brakeBase?.accepted ?? NO_COUNTS
  if (!isWorthCounting(since({ ...harm, results: 0 }, accepted))) return undefined
  return { ...harm, results: await resultsOf(database.read, campaign) }
}

/** Over everything since a person last accepted it, and over the last wave: trouble that begins late is not hidden behind a good beginning. */
function tripOf({ draft, brakeBase }: Campaign, counts: BrakeCounts): BrakeTrip | undefined {
  const { accepted, wave } = brakeBase ?? { accepted: NO_COUNTS, wave: NO_COUNTS }
  return mustBrake(draft.kind, since(counts, accepted)) ?? mustBrake(draft.kind, since(counts, wave))
}

async function brake(memory: Memory, now: number, campaignId: number, counts: BrakeCounts): Promise<boolean> {
  return memory.database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined || !BRAKEABLE.includes(campaign.state)) return false
    // Judged again: somebody may have resumed it, and accepted these counts, a moment ago.
    const trip = tripOf(campaign, counts)
    if (trip === undefined) return false
    await pause(db, campaign, now)
    await db
      .updateTable('campaigns')
      .set({ brake: JSON.stringify({ ...trip, at: now }), brake_look_at: null })
      .where('id', '=', campaignId)
      .execute()
    await recordAct(db, now, {
      campaignId,
      actor: 'egard',
      act: 'brake',
      version: campaign.version,
      reason: trip.cause,
    })
    await raiseAlert(db, memory, { code: 'campaign-braked', campaignId, ...trip }, now)
    await showCard(db, campaignId, now)
    return true
  })
}

async function lookAgain({ database }: Memory, now: number, { id, queued }: Campaign): Promise<void> {
  const at = countAgainAt(queued, now)
  // Every second is how often anybody looks; only a longer while is worth a write.
  if (at <= now + 1000) return
  await database.write((db) => db.updateTable('campaigns').set({ brake_look_at: at }).where('id', '=', id).execute())
}
