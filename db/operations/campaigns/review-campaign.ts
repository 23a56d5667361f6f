import { type CampaignDraft, channelsOf, draftGaps } from '#core/campaigns/draft.ts'
import { nextState } from '#core/campaigns/life.ts'
import type { Waiver } from '#core/campaigns/waivers.ts'
import type { Finding } from '#core/messages/finding.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { compileMessages, type Workshop } from './compile-messages.ts'

export interface Review {
  draft: CampaignDraft
  findings: Finding[]
  /** The reasons of an earlier submission, to begin with. */
  waivers: Waiver[]
}

export type ReviewRefusal =
  | Refused<'unknown-campaign' | 'campaign-changed' | 'not-possible-now' | 'sms-not-set-up'>
  | (Refused<'draft-incomplete'> & { gaps: string[] })

/** What the checks say of a draft as it stands; nothing is frozen or stored, and a submission makes them again. */
export async function reviewCampaign(
  { database, house }: Memory,
  now: number,
  { campaignId, version }: { campaignId: number; version: number },
  workshop: Workshop,
): Promise<Review | ReviewRefusal> {
  const campaign = await findCampaign(database.read, campaignId)
  if (campaign === undefined) return { refused: 'unknown-campaign' }
  if (campaign.version !== version) return { refused: 'campaign-changed' }
  if (nextState(campaign.state, 'submit') === undefined) return { refused: 'not-possible-now' }
  const gaps = draftGaps(campaign.draft, now)
  if (gaps.length > 0) return { refused: 'draft-incomplete', gaps }
  if (channelsOf(campaign.draft).includes('sms') && workshop.smsFrom === undefined) return { refused: 'sms-not-set-up' }
  const { findings } = await compileMessages(house, campaign.draft, workshop)
  return { draft: campaign.draft, findings, waivers: campaign.waivers }
}
