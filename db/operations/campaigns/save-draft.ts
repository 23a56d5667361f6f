import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { nextState } from '#core/campaigns/life.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { lockCampaign, recordAct } from '#db/tables/campaigns.ts'
import { showApprovalCard, showCard } from './show-card.ts'

export interface DraftChange {
  campaignId: number
  /** The version the person saw: an older page never overwrites a newer draft. */
  version: number
  by: string
  change: Partial<Omit<CampaignDraft, 'kind'>>
}

/** Saves one step of writing. Editing what was submitted or approved voids that, since the seal no longer fits. */
export async function saveDraft(
  { database }: Memory,
  now: number,
  { campaignId, version, by, change }: DraftChange,
): Promise<{ version: number } | Refused<'unknown-campaign' | 'campaign-changed' | 'not-editable'>> {
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    if (campaign.version !== version) return { refused: 'campaign-changed' }
    if (nextState(campaign.state, 'edit') !== 'draft') return { refused: 'not-editable' }
    const draft: CampaignDraft = { ...campaign.draft, ...change, kind: campaign.draft.kind }
    const authors = [...new Set([...campaign.authors, by])]
    await db
      .updateTable('campaigns')
      .set({
        name: draft.name,
        state: 'draft',
        version: version + 1,
        draft: JSON.stringify(draft),
        authors: JSON.stringify(authors),
        submitted_at: null,
        submitted_by: null,
        seal: null,
        approved_at: null,
        approved_by: null,
      })
      .where('id', '=', campaignId)
      .execute()
    await recordAct(db, now, { campaignId, actor: by, act: 'edit', version: version + 1 })
    await showCard(db, campaignId, now)
    if (campaign.state !== 'draft') await showApprovalCard(db, campaignId, now)
    return { version: version + 1 }
  })
}
