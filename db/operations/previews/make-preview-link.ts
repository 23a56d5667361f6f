import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'

/** A link to see one version of a campaign's messages, for 72 hours. The draft is kept as it stands: the link never shows another. */
export async function makePreviewLink(
  { database, keyring }: Memory,
  now: number,
  { campaignId, version, by }: { campaignId: number; version: number; by: string },
): Promise<{ token: string; expiresAt: number } | Refused<'unknown-campaign' | 'campaign-changed'>> {
  const expiresAt = tokenExpiry('preview', now) ?? now
  return database.write(async (db) => {
    const campaign = await findCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    if (campaign.version !== version) return { refused: 'campaign-changed' }
    await db.deleteFrom('previews').where('expires_at', '<=', now).execute()
    await db
      .insertInto('previews')
      .values({ campaign_id: campaignId, version, draft: JSON.stringify(campaign.draft), expires_at: expiresAt })
      .onConflict((c) => c.columns(['campaign_id', 'version']).doUpdateSet({ expires_at: expiresAt }))
      .execute()
    await db
      .insertInto('audit')
      .values({ at: now, actor: by, act: 'make-preview-link', subject: `campaign:${campaignId}` })
      .execute()
    return { token: signToken(keyring, { purpose: 'preview', ids: [campaignId, version], expiresAt }), expiresAt }
  })
}
