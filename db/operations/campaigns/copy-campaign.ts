import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { createDraft } from './create-draft.ts'

/**
 * A new draft that says what an earlier campaign said. Nothing of its audience or approval: who is asked only because staff ticked them
 * is decided again, and so is when it leaves; the segment is a name, and whom it holds is found out at submission.
 */
export async function copyCampaign(
  memory: Memory,
  now: number,
  { campaignId, by, change }: { campaignId: number; by: string; change?: Pick<CampaignDraft, 'name' | 'need'> },
): Promise<{ campaignId: number; version: number } | Refused<'unknown-campaign'>> {
  const original = await findCampaign(memory.database.read, campaignId)
  if (original === undefined) return { refused: 'unknown-campaign' }
  const said: CampaignDraft = { ...original.draft, ticks: [], window: {} }
  return createDraft(memory, now, { by, kind: said.kind, change: { ...said, ...change } })
}
