import type { Reason } from '#core/decision/reasons.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Write } from '#db/open.ts'

/** Takes back what has not left yet. What is being handed over is not touched. */
export async function cancelOpenDeliveries(
  db: Write,
  campaignId: number,
  why: Reason['code'],
  now: number,
  contactId?: number,
): Promise<void> {
  let query = db
    .updateTable('deliveries')
    .set({ state: 'cancelled' satisfies DeliveryState, reasons: JSON.stringify([{ code: why }]), finished_at: now })
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['queued', 'held'] satisfies DeliveryState[])
  if (contactId !== undefined) query = query.where('contact_id', '=', contactId)
  await query.execute()
}
