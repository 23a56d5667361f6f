import { sql } from 'kysely'
import type { Write } from '#db/open.ts'

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
