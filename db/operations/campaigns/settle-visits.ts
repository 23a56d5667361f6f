import { isSending } from '#core/campaigns/life.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { isWaitingVisitor } from '#db/tables/campaign-audience.ts'
import { lockCampaign, recordAct } from '#db/tables/campaigns.ts'
import { showCard } from './show-card.ts'

/**
 * A person decides about those who opened the page without answering: let the promise run for them (`lapse`), or leave everything as it is
 * (`keep`). Only those whose promise has come due.
 */
export async function settleVisits(
  { database }: Memory,
  now: number,
  { campaignId, by, as }: { campaignId: number; by: string; as: 'lapse' | 'keep' },
): Promise<{ settled: number } | Refused<'unknown-campaign' | 'not-possible-now'>> {
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    if (!isSending(campaign.state) && campaign.state !== 'paused') return { refused: 'not-possible-now' }
    const settled = await db
      .updateTable('campaign_audience')
      .set({ visit_settled_as: as })
      .where('campaign_id', '=', campaignId)
      .where(isWaitingVisitor(now))
      .executeTakeFirst()
    const count = Number(settled.numUpdatedRows)
    if (count === 0) return { refused: 'not-possible-now' }
    await recordAct(db, now, { campaignId, actor: by, act: `visits-${as}`, version: campaign.version })
    await showCard(db, campaignId, now)
    return { settled: count }
  })
}
