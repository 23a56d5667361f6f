import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'

/** `renewed`: said yes. `not-renewed`: everybody else who was asked. */
export type ListKind = 'renewed' | 'not-renewed'

/** A download made for one person: the token works once, for ten minutes. */
export async function makeListFile(
  { database, keyring }: Memory,
  now: number,
  { campaignId, list, madeFor }: { campaignId: number; list: ListKind; madeFor: string },
): Promise<{ token: string; expiresAt: number } | Refused<'unknown-campaign'>> {
  const expiresAt = tokenExpiry('staff-file', now) ?? now
  return database.write(async (db) => {
    if ((await findCampaign(db, campaignId)) === undefined) return { refused: 'unknown-campaign' }
    const { id } = await db
      .insertInto('one_time_files')
      .values({ kind: list, campaign_id: campaignId, made_for: madeFor, made_at: now, expires_at: expiresAt })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('audit')
      .values({ at: now, actor: madeFor, act: `make-list-${list}`, subject: `campaign:${campaignId}` })
      .execute()
    return { token: signToken(keyring, { purpose: 'staff-file', ids: [id], expiresAt }), expiresAt }
  })
}
