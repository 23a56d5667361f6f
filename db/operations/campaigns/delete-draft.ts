import type { Memory, Refused } from '#db/operations/memory.ts'
import { lockCampaign } from '#db/tables/campaigns.ts'
import { addNotice } from '#db/tables/notices.ts'

/** Removes a draft that was never submitted; anything else stays as part of the record. */
export async function deleteDraft(
  { database }: Memory,
  now: number,
  { campaignId, by }: { campaignId: number; by: string },
): Promise<{ deleted: true } | Refused<'unknown-campaign' | 'not-possible-now'>> {
  return database.write(async (db) => {
    const campaign = await lockCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    const wasSubmitted = await db
      .selectFrom('campaign_acts')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('act', '=', 'submit')
      .executeTakeFirst()
    if (campaign.state !== 'draft' || wasSubmitted !== undefined) return { refused: 'not-possible-now' }
    await db.deleteFrom('campaigns').where('id', '=', campaignId).execute()
    // The card that showed it says who deleted it.
    await addNotice(
      db,
      { kind: 'campaign-card', channel: 'campaigns', subjectId: campaignId, data: { deletedBy: by } },
      now,
    )
    return { deleted: true }
  })
}
