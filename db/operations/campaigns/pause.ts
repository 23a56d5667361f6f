import type { Write } from '#db/open.ts'
import type { Campaign } from '#db/tables/campaigns.ts'

/** Nothing of it leaves until it is resumed, where it was. In the caller's transaction, which holds the campaign. */
export async function pause(db: Write, campaign: Campaign, now: number): Promise<undefined> {
  await db
    .updateTable('campaigns')
    .set({ state: 'paused', paused_at: now, resume_state: campaign.state })
    .where('id', '=', campaign.id)
    .execute()
}
