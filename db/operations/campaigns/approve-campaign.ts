import { nextState } from '#core/campaigns/life.ts'
import { rulesText } from '#core/campaigns/seal.ts'
import { TIMING } from '#core/parameters/timing.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { decisionText, lockCampaign, recordAct } from '#db/tables/campaigns.ts'
import { sha256 } from '#db/tables/consent-events.ts'
import { showApprovalCard, showCard } from './show-card.ts'

const HOUR_MS = 3_600_000
const LONGEST_RUN_MS = 30 * 24 * HOUR_MS

/** What the approver saw and pressed: any difference with what stands now refuses. Their role was checked at the click. */
export interface Approval {
  campaignId: number
  version: number
  seal: string
  by: string
}

export type ApproveRefusal = Refused<
  | 'unknown-campaign'
  | 'not-possible-now'
  | 'campaign-changed'
  | 'own-campaign'
  | 'not-approver-at-submission'
  | 'rules-changed'
  | 'window-too-far'
>

/** The second pair of eyes: what is approved is exactly what will be sent. */
export async function approveCampaign(
  { database, house }: Memory,
  now: number,
  { campaignId, version, seal, by }: Approval,
): Promise<{ startsAt: number } | ApproveRefusal> {
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    if (campaign.version !== version || campaign.submitted?.seal !== seal) return { refused: 'campaign-changed' }
    if (nextState(campaign.state, 'approve') !== 'approved') return { refused: 'not-possible-now' }
    if (campaign.authors.includes(by) || campaign.submitted.by === by) return { refused: 'own-campaign' }
    if (!campaign.submitted.approvers.includes(by)) return { refused: 'not-approver-at-submission' }
    if (campaign.submitted.rulesDigest !== sha256(rulesText(house))) return { refused: 'rules-changed' }
    const startsAt = Math.max(now, campaign.draft.window.from ?? now)
    if (startsAt > now + TIMING.approvalHours * HOUR_MS)
      return { refused: 'window-too-far', data: { hours: TIMING.approvalHours } }
    await db
      .updateTable('campaigns')
      .set({
        state: 'approved',
        approved_at: now,
        approved_by: by,
        last_decision: decisionText(campaign, 'approve', by, now),
        starts_at: startsAt,
        ends_at: campaign.draft.window.until ?? startsAt + LONGEST_RUN_MS,
      })
      .where('id', '=', campaignId)
      .execute()
    await recordAct(db, now, { campaignId, actor: by, act: 'approve', version, seal })
    await showApprovalCard(db, campaignId, now)
    await showCard(db, campaignId, now)
    return { startsAt }
  })
}
