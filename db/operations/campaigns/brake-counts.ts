import { sql } from 'kysely'
import type { BrakeCounts } from '#core/campaigns/brake.ts'
import { stepsOf } from '#core/campaigns/draft.ts'
import type { Read } from '#db/open.ts'
import type { Campaign } from '#db/tables/campaigns.ts'

/** What came back of a campaign's messages, from indexes that hold nothing else. Literals: SQLite takes a partial index for nothing less. */
export async function harmOf(db: Read, { id, startedAt = 0 }: Campaign): Promise<Omit<BrakeCounts, 'results'>> {
  const hard = await db
    .selectFrom('deliveries')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', id)
    .where('bounced', '=', sql.lit('hard'))
    .executeTakeFirstOrThrow()
  const complaints = await db
    .selectFrom('deliveries')
    .select((e) => e.fn.count<number>('contact_id').distinct().as('n'))
    .where('campaign_id', '=', id)
    .where('complained_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return { hardBounces: hard.n, complaints: complaints.n, withdrawals: await withdrawals(db, id, startedAt) }
}

/** Messages the server took or refused for good: a count in an index, of all of them. */
export async function resultsOf(db: Read, { id, draft }: Campaign): Promise<number> {
  const { n } = await db
    .selectFrom('deliveries')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', id)
    .where('step', 'in', stepsOf(draft))
    .where('state', 'in', ['sent', 'failed'])
    .executeTakeFirstOrThrow()
  return n
}

export async function brakeCounts(db: Read, campaign: Campaign): Promise<BrakeCounts> {
  return { results: await resultsOf(db, campaign), ...(await harmOf(db, campaign)) }
}

/**
 * People who took the way out of this campaign's message, or stopped everything after it reached them. A no on the page that asks is an
 * answer, and an untouched topic on the preference page no harm.
 */
async function withdrawals(db: Read, campaignId: number, startedAt: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct e.contact_id) as n from consent_events e
    where e.at >= ${startedAt}
      and e.via in ('one-click', 'reply', 'preference-page') and e.type in ('withdrawn', 'refused', 'objected')
      and (e.campaign_id = ${campaignId} and e.via = 'one-click'
        or e.topic = '*' and exists (select 1 from campaign_audience a
          where a.campaign_id = ${campaignId} and a.contact_id = e.contact_id and a.asked_at <= e.at))`.execute(db)
  return Number(rows[0]?.n ?? 0)
}
