import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { createDraft } from './create-draft.ts'

/** A new draft with everything an earlier campaign said; nothing of its audience or approval. */
export async function copyCampaign(
  memory: Memory,
  now: number,
  { campaignId, by }: { campaignId: number; by: string },
): Promise<{ campaignId: number; version: number } | Refused<'unknown-campaign'>> {
  const original = await findCampaign(memory.database.read, campaignId)
  if (original === undefined) return { refused: 'unknown-campaign' }
  return createDraft(memory, now, { by, kind: original.draft.kind, change: { ...original.draft, window: {} } })
}
