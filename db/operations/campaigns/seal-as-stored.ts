import { sealText } from '#core/campaigns/seal.ts'
import type { Read } from '#db/open.ts'
import type { Campaign } from '#db/tables/campaigns.ts'
import { sha256 } from '#db/tables/consent-events.ts'
import { audienceDigester } from './audience.ts'
import { messageDigest } from './compile-messages.ts'

const PEOPLE_PER_PAGE = 2000

/**
 * The seal as it comes out of the bytes and people stored now. Another one than was approved means that something was changed behind Égard's
 * back, and nothing may leave.
 */
export async function sealAsStored(db: Read, campaign: Campaign): Promise<string> {
  const { id: campaignId, version, submitted, waivers } = campaign
  const messages = await db
    .selectFrom('campaign_messages')
    .select(['step', 'language', 'variant', 'subject', 'html', 'text'])
    .where('campaign_id', '=', campaignId)
    .where('version', '=', version)
    .execute()
  const { texts: _, name: __, ...draft } = campaign.draft
  return sha256(
    sealText({
      campaignId,
      version,
      draft,
      messages: messages.map((message) => ({ ...message, digest: messageDigest(message) })),
      ...(await audienceAsStored(db, campaignId)),
      rulesDigest: submitted?.rulesDigest ?? '',
      waivers,
      readAloudBy: submitted?.readAloudBy,
    }),
  )
}

async function audienceAsStored(db: Read, campaignId: number): Promise<{ audience: number; audienceDigest: string }> {
  const digester = audienceDigester()
  let audience = 0
  for (let after = 0; ; ) {
    const people = await db
      .selectFrom('campaign_audience')
      .select(['contact_id', 'pairs', 'language'])
      .where('campaign_id', '=', campaignId)
      .where('contact_id', '>', after)
      .orderBy('contact_id')
      .limit(PEOPLE_PER_PAGE)
      .execute()
    const last = people.at(-1)
    if (last === undefined) return { audience, audienceDigest: digester.digest() }
    for (const { contact_id, pairs, language } of people) digester.add({ contactId: contact_id, pairs, language })
    audience += people.length
    after = last.contact_id
  }
}
