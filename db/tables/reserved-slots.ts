import { type RawBuilder, sql } from 'kysely'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'

/**
 * Slots of the budget that campaigns approved earlier than this one keep for these people, as `[contact, campaign]` in a JSON text. Nothing is
 * stored: a slot is kept from the approval until the person's last step was sent, they answered, their promise ran, a message of theirs there
 * was refused, failed or cancelled, or the campaign ended, and so it gives itself back. A message in doubt is one that was sent, not one to come.
 * `campaignId`: 0 for no campaign; one that is not approved comes after all that are. `at`: epoch milliseconds.
 */
export function reservedQuery(db: Read, contactIds: readonly number[], campaignId: number, at: number) {
  const slots = audienceOf(db, contactIds)
    .where(sql<boolean>`(c.state in ('approved', 'running', 'reminding')
      or (c.state = 'paused' and c.resume_state in ('approved', 'running', 'reminding')))`)
    .where('c.id', '<>', campaignId)
    .where(sql<boolean>`(c.approved_at, c.id) < (${approvalOf(campaignId)}, ${asNumber(campaignId)})`)
    .where(endsAfter(at))
    .where('a.answer', 'is', null)
    .where('a.lapsed_at', 'is', null)
    .where(sql<boolean>`a.steps_sent < ${STEPS}`)
    // Who is not queued yet has no message to look for.
    .where(sql<boolean>`(a.contact_id > c.queued_through or not exists (select 1 from deliveries d
      where d.contact_id = a.contact_id and d.campaign_id = a.campaign_id
        and d.state in ('refused', 'failed', 'cancelled', 'in-doubt')))`)
  return db
    .selectFrom(slots.as('r'))
    .select(jsonRows(db, [sql.ref('r.contact_id'), sql.ref('r.campaign_id')]).as('rows'))
}

/** The same as it stood at an instant of the past, for one person or a few; an approval that was taken back since counts as never given. */
export function reservedThenQuery(db: Read, contactIds: readonly number[], at: number) {
  const theirs = sql`from deliveries d where d.contact_id = a.contact_id and d.campaign_id = a.campaign_id and d.finished_at <= ${at}`
  const slots = audienceOf(db, contactIds)
    .where('c.approved_at', '<=', at)
    .where((e) => e.or([e('c.closed_at', 'is', null), e('c.closed_at', '>', at)]))
    .where(endsAfter(at))
    .where((e) => e.or([e('a.answered_at', 'is', null), e('a.answered_at', '>', at)]))
    .where((e) => e.or([e('a.lapsed_at', 'is', null), e('a.lapsed_at', '>', at)]))
    .where(sql<boolean>`(select count(*) ${theirs} and d.state = 'sent') < ${STEPS}`)
    .where(sql<boolean>`not exists (select 1 ${theirs} and d.state in ('refused', 'failed', 'cancelled', 'in-doubt'))`)
    .where(sql<boolean>`not exists (select 1 from campaign_acts k
      where k.campaign_id = c.id and k.version = c.version and k.act = 'all-reminded' and k.at <= ${at})`)
  return db
    .selectFrom(slots.as('r'))
    .select(jsonRows(db, [sql.ref('r.contact_id'), sql.ref('r.campaign_id')]).as('rows'))
}

/** The few campaigns first, then a seek for each person: a cross join, which SQLite takes in the order written. */
function audienceOf(db: Read, contactIds: readonly number[]) {
  return db
    .selectFrom('campaigns as c')
    .crossJoin('campaign_audience as a')
    .select(['a.contact_id', 'a.campaign_id'])
    .whereRef('a.campaign_id', '=', 'c.id')
    .whereRef('a.version', '=', 'c.version')
    .where('a.contact_id', 'in', idsFromJson(db, contactIds))
}

/** How many steps a campaign has; what was submitted before that was kept may have as many as there are. */
const STEPS = sql<number>`coalesce(c.steps, case when c.kind = 're-opt-in' then 3 else 1 end)`

function approvalOf(campaignId: number): RawBuilder<number> {
  return sql`coalesce((select approved_at from campaigns where id = ${asNumber(campaignId)}), ${sql.lit(Number.MAX_SAFE_INTEGER)})`
}

/** PostgreSQL has to be told what a bare parameter is. */
function asNumber(value: number): RawBuilder<number> {
  return sql`cast(${value} as bigint)`
}

function endsAfter(at: number): RawBuilder<boolean> {
  return sql`coalesce(c.ends_at, ${sql.lit(Number.MAX_SAFE_INTEGER)}) > ${asNumber(at)}`
}
