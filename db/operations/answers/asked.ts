import type { Pair } from '#core/consent/pair.ts'
import { emailPairs } from '#core/consent/wording.ts'
import type { House } from '#core/house.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'

/** What one person was asked, or written to about, by one campaign. */
export interface Asked {
  kind: CampaignKind
  pairs: readonly Pair[]
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
    .select(['c.kind', 'a.pairs', 'a.language', 'a.bucket', 'a.answer'])
    .where('a.campaign_id', '=', campaignId)
    .where('a.contact_id', '=', contactId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    kind: row.kind,
    pairs: JSON.parse(row.pairs) as Pair[],
    language: row.language,
    guardian: row.bucket === 'minor',
    answer: row.answer ?? undefined,
  }
}

/** What the made-up person of a test send is asked: the draft's topics, else all of the house's. */
export async function askedInTest(db: Read, house: House, campaignId: number): Promise<Asked> {
  const row = await db.selectFrom('campaigns').select(['kind', 'draft']).where('id', '=', campaignId).executeTakeFirst()
  const draft = JSON.parse(row?.draft ?? '{}') as { topics?: string[] }
  const pairs = emailPairs(house).filter(({ topic }) => draft.topics?.includes(topic) ?? true)
  return {
    kind: row?.kind ?? 're-opt-in',
    pairs: pairs.length > 0 ? pairs : emailPairs(house),
    language: '',
    guardian: false,
    answer: undefined,
  }
}
