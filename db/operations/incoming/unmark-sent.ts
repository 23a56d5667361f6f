import type { Write } from '#db/open.ts'

/**
 * A step that was counted as sent never arrived: what counts from it is what their other sent steps say, and without any they were never asked, so
 * nothing of theirs lapses. Call it once the delivery is no longer sent.
 */
export async function unmarkSent(db: Write, campaignId: number, contactId: number): Promise<void> {
  const sent = await db
    .selectFrom('deliveries')
    .select((e) => [
      e.fn.countAll<number>().as('steps'),
      e.fn.min<number | null>('finished_at').as('first'),
      e.fn.max<number | null>('finished_at').as('last'),
    ])
    .where('campaign_id', '=', campaignId)
    .where('contact_id', '=', contactId)
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('campaign_audience')
    .set({
      asked_at: sent.first,
      last_step_at: sent.last,
      steps_sent: sent.steps,
      ...(sent.steps === 0 && { promise_at: null }),
    })
    .where('campaign_id', '=', campaignId)
    .where('contact_id', '=', contactId)
    .execute()
}
