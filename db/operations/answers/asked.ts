import { type CampaignDraft, channelsOf } from '#core/campaigns/draft.ts'
import type { Pair } from '#core/consent/pair.ts'
import { pairsByTopic } from '#core/consent/wording.ts'
import type { Channel, House } from '#core/house.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'

/** What one person was asked, or written to about, by one campaign. */
export interface Asked {
  kind: CampaignKind
  pairs: readonly Pair[]
  /** How the message travelled. */
  channel: Channel
  /** The language of the message. */
  language: string
  /** A child's guardian was asked, and answers. */
  guardian: boolean
  answer: 'yes' | 'no' | undefined
}

/** Undefined when the campaign never knew this person. */
export async function findAsked(db: Read, campaignId: number, contactId: number): Promise<Asked | undefined> {
  const row = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', 'c.id', 'a.campaign_id')
    .select(['c.kind', 'a.pairs', 'a.channel', 'a.language', 'a.bucket', 'a.answer'])
    .where('a.campaign_id', '=', campaignId)
    .where('a.contact_id', '=', contactId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    kind: row.kind,
    pairs: JSON.parse(row.pairs) as Pair[],
    channel: row.channel as Channel,
    language: row.language,
    guardian: row.bucket === 'minor',
    answer: row.answer ?? undefined,
  }
}

/** What the made-up person of a test send is asked: the draft's topics, else all of the house's. */
export async function askedInTest(db: Read, house: House, campaignId: number): Promise<Asked> {
  const row = await db.selectFrom('campaigns').select(['kind', 'draft']).where('id', '=', campaignId).executeTakeFirst()
  const draft = JSON.parse(row?.draft ?? '{}') as Partial<Pick<CampaignDraft, 'topics' | 'carrier'>>
  const [channel = 'email'] = channelsOf(draft)
  const all = pairsByTopic(house, [channel])
  const pairs = all.filter(({ topic }) => draft.topics?.includes(topic) ?? true)
  return {
    kind: row?.kind ?? 're-opt-in',
    pairs: pairs.length > 0 ? pairs : all,
    channel,
    language: '',
    guardian: false,
    answer: undefined,
  }
}
