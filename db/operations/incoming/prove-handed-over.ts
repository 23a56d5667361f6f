import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import { markSent } from '#db/tables/campaign-audience.ts'
import type { MarkedDelivery } from './find-marked.ts'

/** What came back proves that these were handed over: those in doubt are sent. True when there was a doubt. */
export async function proveHandedOver(db: Write, now: number, deliveries: readonly MarkedDelivery[]): Promise<boolean> {
  let settled = false
  for (const { id, campaignId, contactId, state, sendingAt, promiseAt } of deliveries) {
    if (state !== 'in-doubt') continue
    const { numUpdatedRows } = await db
      .updateTable('deliveries')
      .set({ state: 'sent' })
      .where('id', '=', id)
      .where('state', '=', 'in-doubt')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) continue
    await markSent(db, campaignId, contactId, sendingAt ?? now, promiseAt)
    await showCard(db, campaignId, now)
    settled = true
  }
  return settled
}
