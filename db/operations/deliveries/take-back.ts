import { sql } from 'kysely'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Channel } from '#core/house.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'
import { cancelOpenDeliveries } from '#db/tables/deliveries.ts'

/**
 * Puts back what is marked as a living worker's own and unknown to it: claimed in a transaction whose end it never saw (the database went away
 * while it committed). It was certainly never handed over, so it is not in doubt. Only that worker itself may say so, and only of its own channel:
 * the workers of one process share their number. What belongs to a campaign that was stopped meanwhile is cancelled, as the rest of it was. Gives the campaigns whose numbers changed.
 */
export async function takeBackIn(
  db: Write,
  now: number,
  { workerId, channel }: { workerId: number; channel: Channel },
  known: { deliveries: readonly number[]; services: readonly number[] },
): Promise<number[]> {
  const waitsAgain = { state: 'queued' satisfies DeliveryState, worker_id: null, sending_at: null }
  const mine = (table: 'deliveries' | 'service_messages', kept: readonly number[]) =>
    db
      .updateTable(table)
      .set(waitsAgain)
      .where('worker_id', '=', workerId)
      .where('channel', '=', channel)
      .where(sql<boolean>`state = 'sending'`)
      .where('id', 'not in', idsFromJson(db, kept))
  await mine('service_messages', known.services).execute()
  const back = await mine('deliveries', known.deliveries).returning('campaign_id').execute()
  const changed = [...new Set(back.map(({ campaign_id }) => campaign_id))]
  if (changed.length === 0) return []
  const ended = await db
    .selectFrom('campaigns')
    .select('id')
    .where('id', 'in', changed)
    .where('state', 'in', ['stopped', 'closed'])
    .execute()
  for (const { id } of ended) await cancelOpenDeliveries(db, id, 'campaign-not-running', now)
  return changed
}
