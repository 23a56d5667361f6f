import type { DeliveryState, SendResult } from '#core/deliveries/life.ts'
import { retryAt } from '#core/deliveries/life.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { markSent } from '#db/tables/campaign-audience.ts'

export interface DeliveryResult {
  deliveryId: number
  result: SendResult
  /** What the server said, one line. */
  response: string
  /** The address does not exist: it is not written to again. */
  hardBounce?: boolean
}

/**
 * Writes what became of a group that was handed over. Only a row still `sending` takes a result. What the server put off is not queued again
 * once its campaign was stopped.
 */
export async function recordResults(
  { database }: Pick<Memory, 'database'>,
  now: number,
  results: readonly DeliveryResult[],
): Promise<void> {
  if (results.length === 0) return
  await database.write(async (db) => {
    const campaigns = new Set<number>()
    for (const result of results) {
      const campaignId = await recordOne(db, now, result)
      if (campaignId !== undefined) campaigns.add(campaignId)
    }
    for (const id of campaigns) await showCard(db, id, now)
  })
}

async function recordOne(
  db: Write,
  now: number,
  { deliveryId, result, response, hardBounce }: DeliveryResult,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('campaigns as c', 'c.id', 'deliveries.campaign_id')
    .select(['campaign_id', 'contact_id', 'attempts', 'best_before_at', 'promise_at', 'channel', 'address_hash'])
    .select('c.state as campaign')
    .where('deliveries.id', '=', deliveryId)
    .where('deliveries.state', '=', 'sending')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const dueAt = retryAt(now, row.attempts)
  const tooLate = result === 'retry' && dueAt > (row.best_before_at ?? Number.MAX_SAFE_INTEGER)
  const ended = row.campaign === 'stopped' || row.campaign === 'closed'
  const again: DeliveryState = ended ? 'cancelled' : tooLate ? 'failed' : 'queued'
  const state: DeliveryState = result === 'retry' ? again : result
  await db
    .updateTable('deliveries')
    .set({
      state,
      response: response.slice(0, 500),
      attempts: row.attempts + 1,
      ...(state === 'cancelled' && { reasons: '[{"code":"campaign-not-running"}]' }),
      ...(state === 'queued' ? { due_at: dueAt, worker_id: null, sending_at: null } : { finished_at: now }),
    })
    .where('id', '=', deliveryId)
    .where('state', '=', 'sending')
    .execute()
  if (state === 'sent') await markSent(db, row.campaign_id, row.contact_id, now, row.promise_at)
  if (state === 'failed' && hardBounce && row.channel === 'email') {
    // The address is dead for whoever carries it; a guardian's says nothing of the child's own.
    await db
      .updateTable('contacts')
      .set({ email_state: 'bounced' })
      .where('email_hash', '=', row.address_hash)
      .execute()
  }
  return row.campaign_id
}
