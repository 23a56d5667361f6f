import { sql } from 'kysely'
import type { DeliveryState } from '#core/deliveries/life.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'

/**
 * Puts back what is marked as a living worker's own and unknown to it: claimed in a transaction whose end it never saw (the database went away
 * while it committed). It was certainly never handed over, so it is not in doubt. Only that worker itself may say so.
 */
export async function takeBackIn(
  db: Write,
  workerId: number,
  known: { deliveries: readonly number[]; services: readonly number[] },
): Promise<void> {
  const waitsAgain = { state: 'queued' satisfies DeliveryState, worker_id: null, sending_at: null }
  for (const table of ['deliveries', 'service_messages'] as const) {
    await db
      .updateTable(table)
      .set(waitsAgain)
      .where('worker_id', '=', workerId)
      .where(sql<boolean>`state = 'sending'`)
      .where('id', 'not in', idsFromJson(db, known[table === 'deliveries' ? 'deliveries' : 'services']))
      .execute()
  }
}
