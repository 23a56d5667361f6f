import { type CampaignDraft, channelsOf } from '#core/campaigns/draft.ts'
import type { StoredVariant } from '#core/campaigns/variants.ts'
import type { Language, Step } from '#core/messages/message.ts'
import { bodyText } from '#core/messages/plain-text.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign } from '#db/tables/campaigns.ts'

/** One message as its text alternative says it; merge fields and links are still placeholders. */
export interface ShownText {
  step: Step
  language: Language
  variant: StoredVariant
  subject: string
  text: string
}

/** What will be sent, word for word: the sealed messages, or what the draft says so far. */
export async function readTexts(
  { database }: Pick<Memory, 'database'>,
  { campaignId, version }: { campaignId: number; version: number },
): Promise<
  { sealed: boolean; draft: CampaignDraft; texts: ShownText[] } | Refused<'unknown-campaign' | 'campaign-changed'>
> {
  return database.snapshot(async (db) => {
    const campaign = await findCampaign(db, campaignId)
    if (campaign === undefined) return { refused: 'unknown-campaign' }
    if (campaign.version !== version) return { refused: 'campaign-changed' }
    if (campaign.submitted !== undefined) {
      const rows = await db
        .selectFrom('campaign_messages')
        .select(['step', 'language', 'variant', 'subject', 'text'])
        .where('campaign_id', '=', campaignId)
        .where('version', '=', version)
        .orderBy('language')
        .orderBy('step')
        .orderBy('variant', 'desc')
        .execute()
      return {
        sealed: true,
        draft: campaign.draft,
        texts: rows.map((row) => ({ ...row, step: row.step as Step, language: row.language as Language })),
      }
    }
    const texts = Object.entries(campaign.draft.texts).flatMap(([language, steps]) =>
      Object.entries(steps).flatMap(([step, text]) =>
        channelsOf(campaign.draft).map((channel): ShownText => {
          const place = { step: step as Step, language: language as Language }
          return channel === 'sms'
            ? { ...place, variant: 'sms', subject: '', text: text.sms ?? '' }
            : { ...place, variant: 'plain', subject: text.subject, text: bodyText(text.body) }
        }),
      ),
    )
    return { sealed: false, draft: campaign.draft, texts }
  })
}
