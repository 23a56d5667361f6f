import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'

/**
 * What a worker that is gone was handing over: nobody knows whether it left, so it is in doubt, never sent again by itself.
 * `deadWorkers`: ids of workers that will not come back.
 */
export async function doubtOrphans(
  { database }: Pick<Memory, 'database'>,
  now: number,
  deadWorkers: readonly number[],
): Promise<number> {
  if (deadWorkers.length === 0) return 0
  return database.write(async (db) => {
    const orphans = await db
      .updateTable('deliveries')
      .set({ state: 'in-doubt', finished_at: now, response: DOUBT_RESPONSES['process-stopped'] })
      .where('state', '=', 'sending')
      .where('worker_id', 'in', deadWorkers)
      .returning('campaign_id')
      .execute()
    await db
      .updateTable('service_messages')
      .set({ state: 'in-doubt', finished_at: now })
      .where('state', '=', 'sending')
      .where('worker_id', 'in', deadWorkers)
      .execute()
    for (const id of new Set(orphans.map(({ campaign_id }) => campaign_id))) await showCard(db, id, now)
    return orphans.length
  })
}
