import { type ExpressionBuilder, sql } from 'kysely'
import { rowsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

/** A step of theirs left: the asks, the reminders and the promise of one person count from it. The promise only ever moves later. */
export async function markSent(
  db: Write,
  campaignId: number,
  contactId: number,
  at: number,
  promiseAt: number | null,
): Promise<void> {
  await db
    .updateTable('campaign_audience')
    .set((e) => ({
      asked_at: e.fn.coalesce('asked_at', e.val(at)),
      last_step_at: at,
      steps_sent: e('steps_sent', '+', 1),
      promise_at: sql<number | null>`case when promise_at > ${promiseAt} then promise_at else ${promiseAt} end`,
    }))
    .where('campaign_id', '=', campaignId)
    .where('contact_id', '=', contactId)
    .execute()
}

/** Somebody of the audience, as campaign and person. */
interface Member {
  campaignId: number
  contactId: number
}

/** What they said; the last answer is the one that counts. */
export async function markAnswered(
  db: Write,
  { campaignId, contactId }: Member,
  answer: 'yes' | 'no',
  now: number,
): Promise<void> {
  await db
    .updateTable('campaign_audience')
    .set({ answer, answered_at: now })
    .where('campaign_id', '=', campaignId)
    .where('contact_id', '=', contactId)
    .execute()
}

export async function hasAnswered(db: Read, { campaignId, contactId }: Member): Promise<boolean> {
  const row = await db
    .selectFrom('campaign_audience')
    .select('answer')
    .where('campaign_id', '=', campaignId)
    .where('contact_id', '=', contactId)
    .where('answer', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export interface MarkSent {
  campaign_id: number
  contact_id: number
  promise_at: number | null
  /** When it left. */
  at: number
}

const MARKED_SENT = { campaign_id: 'integer', contact_id: 'integer', promise_at: 'integer?', at: 'integer' } as const

/** The same for a whole group. A person is in it once a campaign. */
export async function markAllSent(db: Write, rows: readonly MarkSent[]): Promise<void> {
  for (const some of smallBatches(rows)) {
    await db
      .updateTable('campaign_audience')
      .from(rowsFromJson(db, some, MARKED_SENT, 'v'))
      .set((e) => ({
        asked_at: e.fn.coalesce('campaign_audience.asked_at', 'v.at'),
        last_step_at: e.ref('v.at'),
        steps_sent: e('campaign_audience.steps_sent', '+', 1),
        promise_at: sql<number | null>`case when campaign_audience.promise_at > v.promise_at
          then campaign_audience.promise_at else v.promise_at end`,
      }))
      .whereRef('campaign_audience.campaign_id', '=', 'v.campaign_id')
      .whereRef('campaign_audience.contact_id', '=', 'v.contact_id')
      .execute()
  }
}

/** The promise of some people moves to the day a message named, where that is later. */
export async function movePromises(
  db: Write,
  rows: readonly { campaign_id: number; contact_id: number; promise_at: number }[],
): Promise<void> {
  for (const some of smallBatches(rows)) {
    const columns = { campaign_id: 'integer', contact_id: 'integer', promise_at: 'integer' } as const
    await db
      .updateTable('campaign_audience')
      .from(rowsFromJson(db, some, columns, 'v'))
      .set((e) => ({ promise_at: e.ref('v.promise_at') }))
      .whereRef('campaign_audience.campaign_id', '=', 'v.campaign_id')
      .whereRef('campaign_audience.contact_id', '=', 'v.contact_id')
      .whereRef('campaign_audience.promise_at', '<', 'v.promise_at')
      .execute()
  }
}

/**
 * A campaign's number must come from the batch's rows: as a parameter, which it becomes in a batch of a hundred, it makes SQLite read the
 * campaign's whole audience for each of them.
 */
function* smallBatches<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += 90) yield rows.slice(at, at + 90)
}

/** Who stops everything (on one channel) has answered no to every ask still open there, and nothing of theirs is left to lapse. */
export async function answerOpenAsks(
  db: Write,
  contactId: number,
  now: number,
  channel?: 'email' | 'sms',
): Promise<number[]> {
  const rows = await db
    .updateTable('campaign_audience')
    .set({ answer: 'no', answered_at: now })
    .where('contact_id', '=', contactId)
    .where('answer', 'is', null)
    .where('asked_at', 'is not', null)
    .where('lapsed_at', 'is', null)
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
    .returning('campaign_id')
    .execute()
  return rows.map(({ campaign_id }) => campaign_id)
}

/**
 * Somebody whose promise has come due, who opened the page without answering, and whom nobody has decided about yet: the rows a person must
 * look at before the promise runs.
 */
export function isWaitingVisitor(now: number) {
  return (e: ExpressionBuilder<Schema, 'campaign_audience'>) =>
    e.and([
      e('promise_at', '<=', now),
      e('answer', 'is', null),
      e('lapsed_at', 'is', null),
      e('visited_at', 'is not', null),
      e('visit_settled_as', 'is', null),
      e('bucket', 'in', ['askable', 'expiring']),
    ])
}

export async function countWaitingVisitors(db: Read, campaignId: number, now: number): Promise<number> {
  const { n } = await db
    .selectFrom('campaign_audience')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaignId)
    .where(isWaitingVisitor(now))
    .executeTakeFirstOrThrow()
  return n
}
