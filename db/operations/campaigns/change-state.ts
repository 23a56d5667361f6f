import { type CampaignAct, type CampaignState, isSending, nextState } from '#core/campaigns/life.ts'
import type { Write } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import {
  type Campaign,
  campaignsIn,
  decisionText,
  findCampaign,
  lockCampaign,
  recordAct,
} from '#db/tables/campaigns.ts'
import { cancelOpenDeliveries } from '#db/tables/deliveries.ts'
import { addNotice } from '#db/tables/notices.ts'
import { brakeCounts } from './brake-counts.ts'
import { pause } from './pause.ts'
import { showApprovalCard, showCard } from './show-card.ts'

export interface StaffAct {
  campaignId: number
  by: string
  reason?: string
}

export type StateRefusal = Refused<'unknown-campaign' | 'not-possible-now' | 'campaign-changed' | 'own-campaign'>

/** Nothing more leaves until an approver resumes it; promises move by as long as the pause lasts. */
export function pauseCampaign(
  memory: Memory,
  now: number,
  act: StaffAct,
): Promise<{ state: CampaignState } | StateRefusal> {
  return change(memory, now, act, 'pause', pause)
}

/** Ends it: what has not left never leaves, and silence takes nothing away. */
export function stopCampaign(
  memory: Memory,
  now: number,
  act: StaffAct,
): Promise<{ state: CampaignState } | StateRefusal> {
  return change(memory, now, act, 'stop', async (db, campaign) => {
    await cancelOpenDeliveries(db, campaign.id, 'campaign-not-running', now)
    await db.updateTable('campaigns').set({ state: 'stopped', closed_at: now }).where('id', '=', campaign.id).execute()
    return undefined
  })
}

/** Sends a submission back to its author, with the reason. */
export function refuseCampaign(
  memory: Memory,
  now: number,
  act: StaffAct & { version: number; seal: string },
): Promise<{ state: CampaignState } | StateRefusal> {
  return change(memory, now, act, 'refuse', async (db, campaign) => {
    if (campaign.version !== act.version || campaign.submitted?.seal !== act.seal)
      return { refused: 'campaign-changed' }
    await db
      .updateTable('campaigns')
      .set({
        state: 'draft',
        version: campaign.version + 1,
        submitted_at: null,
        submitted_by: null,
        seal: null,
        last_decision: decisionText(campaign, 'refuse', act.by, now),
      })
      .where('id', '=', campaign.id)
      .execute()
    return undefined
  })
}

/**
 * Takes up a paused campaign where it was; every promise not yet run moves by the length of the pause. One that paused itself goes on with
 * what came back so far accepted: only what comes from now on can pause it again.
 */
export async function resumeCampaign(
  { database }: Memory,
  now: number,
  { campaignId, by }: StaffAct,
): Promise<{ state: CampaignState } | StateRefusal> {
  const before = await findCampaign(database.read, campaignId)
  // Counted before the transaction: over millions of messages it takes longer than others should wait.
  const accepted = before?.brake && (await brakeCounts(database.read, before))
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    const { paused } = campaign
    // It paused itself after it was counted: who resumes has not seen why.
    if (campaign.brake !== undefined && accepted === undefined) return { refused: 'not-possible-now' }
    if (campaign.state !== 'paused' || paused === undefined) return { refused: 'not-possible-now' }
    // A clock set back meanwhile must not bring a promised day nearer.
    const pausedMs = Math.max(0, now - paused.at)
    await db
      .updateTable('campaign_audience')
      .set((e) => ({ promise_at: e('promise_at', '+', pausedMs), last_step_at: e('last_step_at', '+', pausedMs) }))
      .where('campaign_id', '=', campaignId)
      .where('promise_at', 'is not', null)
      .where('lapsed_at', 'is', null)
      .execute()
    // What was being handed over named a day too; should it have arrived, that day moves as well.
    await db
      .updateTable('deliveries')
      .set((e) => ({ promise_at: e('promise_at', '+', pausedMs) }))
      .where('campaign_id', '=', campaignId)
      .where('state', 'in', ['sending', 'in-doubt'])
      .execute()
    await db
      .updateTable('campaigns')
      .set({
        state: paused.from,
        paused_at: null,
        resume_state: null,
        ...(accepted && { brake: null, brake_look_at: null, brake_base: JSON.stringify({ accepted, wave: accepted }) }),
      })
      .where('id', '=', campaignId)
      .execute()
    await recordAct(db, now, { campaignId, actor: by, act: 'resume', version: campaign.version })
    await showCard(db, campaignId, now)
    return { state: paused.from }
  })
}

/** Pauses everything that sends or is about to: anyone may. Tells which campaigns it paused. */
export async function stopSending(
  { database }: Memory,
  now: number,
  { by }: { by: string },
): Promise<{ paused: number[] }> {
  return database.write(async (db) => {
    const campaigns = await pauseSending(db, now, { by, approvedToo: true })
    const data = { by, campaigns: campaigns.join(', ') }
    await addNotice(db, { kind: 'sending-stopped', channel: 'campaigns', data }, now)
    return { paused: campaigns }
  })
}

/** Pauses every campaign that sends, and on wish those approved and not yet begun, in the caller's transaction; answers which. */
export async function pauseSending(
  db: Write,
  now: number,
  { by, reason, approvedToo }: { by: string; reason?: string; approvedToo: boolean },
): Promise<number[]> {
  const sending = (await campaignsIn(db, ['approved', 'running', 'reminding', 'grace'])).filter(
    ({ state }) => approvedToo || isSending(state),
  )
  for (const campaign of sending) {
    await pause(db, campaign, now)
    await recordAct(db, now, { campaignId: campaign.id, actor: by, act: 'pause', version: campaign.version, reason })
    await showCard(db, campaign.id, now)
  }
  return sending.map(({ id }) => id)
}

type Effect = (db: Write, campaign: Campaign, now: number) => Promise<StateRefusal | undefined>

async function change({ database }: Memory, now: number, act: StaffAct, name: CampaignAct, effect: Effect) {
  return database.write(async (db): Promise<{ state: CampaignState } | StateRefusal> => {
    const campaign = await lockCampaign(db, act.campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    const state = nextState(campaign.state, name)
    if (state === undefined || state === 'deleted') return { refused: 'not-possible-now' }
    const refusal = await effect(db, campaign, now)
    if (refusal) return refusal
    await recordAct(db, now, {
      campaignId: campaign.id,
      actor: act.by,
      act: name,
      version: campaign.version,
      reason: act.reason,
    })
    await showCard(db, campaign.id, now)
    if (name === 'refuse' || name === 'stop') await showApprovalCard(db, campaign.id, now)
    return { state }
  })
}
