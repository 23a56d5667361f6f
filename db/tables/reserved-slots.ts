import { type RawBuilder, sql } from 'kysely'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'

// The few campaigns that may keep a slot, and for each person a seek: a scalar subselect with a limit is one on both databases, whatever the
// planner thinks of a list of people or of an EXISTS; as joins, PostgreSQL read whole audiences for a group of sixteen.

/**
 * Slots of the budget that campaigns approved earlier than this one keep for these people, as `[contact, campaign]` in a JSON text. Nothing is
 * stored: a slot is kept from the approval until the person's last step was sent, they answered, their promise ran, a message of theirs there
 * was refused, failed or cancelled, or the campaign ended, and so it gives itself back. A message in doubt is one that was sent, not one to come.
 * `campaignId`: 0 for no campaign; one that is not approved comes after all that are. `at`: epoch milliseconds.
 */
export function reservedQuery(db: Read, contactIds: readonly number[], campaignId: number, at: number) {
  const approval = sql`coalesce((select approved_at from campaigns where id = ${asNumber(campaignId)}), ${FOR_EVER})`
  // By the person, who has few messages, never by the campaign, which may have refused a million: the sum keeps its index out of it.
  const ended = sql`select d.id from deliveries d
    where d.contact_id = a.contact_id and d.campaign_id + 0 = a.campaign_id
      and d.state in ('refused', 'failed', 'cancelled', 'in-doubt') limit 1`
  return slots(db, contactIds, {
    keeping: sql`(c.state in ('approved', 'running', 'reminding')
        or (c.state = 'paused' and c.resume_state in ('approved', 'running', 'reminding')))
      and c.id <> ${asNumber(campaignId)}
      and (c.approved_at, c.id) < (${approval}, ${asNumber(campaignId)})
      and ${endsAfter(at)}`,
    // Who is not queued yet has no message to look for.
    waiting: sql`a.answer is null and a.lapsed_at is null and a.steps_sent < ${STEPS}
      and (a.contact_id > c.queued_through or (${ended}) is null)`,
  })
}

/** The same as it stood at an instant of the past, for one person or a few; an approval that was taken back since counts as never given. */
export function reservedThenQuery(db: Read, contactIds: readonly number[], at: number) {
  const then = asNumber(at)
  const theirs = sql`from deliveries d
    where d.contact_id = a.contact_id and d.campaign_id = a.campaign_id and d.finished_at <= ${then}`
  return slots(db, contactIds, {
    keeping: sql`c.approved_at <= ${then} and coalesce(c.closed_at, ${FOR_EVER}) > ${then} and ${endsAfter(at)}
      and (select k.id from campaign_acts k where k.campaign_id = c.id and k.version = c.version
        and k.act = 'all-reminded' and k.at <= ${then} limit 1) is null`,
    waiting: sql`coalesce(a.answered_at, ${FOR_EVER}) > ${then} and coalesce(a.lapsed_at, ${FOR_EVER}) > ${then}
      and (select count(*) ${theirs} and d.state = 'sent') < ${STEPS}
      and (select d.id ${theirs} and d.state in ('refused', 'failed', 'cancelled', 'in-doubt') limit 1) is null`,
  })
}

/** `keeping`: of a campaign `c`; `waiting`: of its row `a` about a person. A cross join: SQLite takes it in the order written. */
function slots(
  db: Read,
  contactIds: readonly number[],
  { keeping, waiting }: { keeping: RawBuilder<unknown>; waiting: RawBuilder<unknown> },
) {
  const found = sql<{ contact_id: number; campaign_id: number; kept: number | null }>`(
    select i.value as contact_id, c.id as campaign_id, (
      select a.contact_id from campaign_audience a
      where a.campaign_id = c.id and a.contact_id = i.value and a.version = c.version and ${waiting} limit 1) as kept
    from campaigns c cross join ${idsFromJson(db, contactIds)} i where ${keeping})`
  return db
    .selectFrom(found.as('r'))
    .select(jsonRows(db, [sql.ref('r.contact_id'), sql.ref('r.campaign_id')]).as('rows'))
    .where('r.kept', 'is not', null)
}

const FOR_EVER = sql.lit(Number.MAX_SAFE_INTEGER)

/** How many steps a campaign has; what was submitted before that was kept may have as many as there are. */
const STEPS = sql<number>`coalesce(c.steps, case when c.kind = 're-opt-in' then 3 else 1 end)`

/** PostgreSQL has to be told what a bare parameter is. */
function asNumber(value: number): RawBuilder<number> {
  return sql`cast(${value} as bigint)`
}

function endsAfter(at: number): RawBuilder<boolean> {
  return sql`coalesce(c.ends_at, ${FOR_EVER}) > ${asNumber(at)}`
}
