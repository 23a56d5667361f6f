import { showCard } from '#db/operations/campaigns/show-card.ts'
import { type DeliveryResult, recordIn } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'
import { blockNumber } from './block-number.ts'

/** A message the provider refused because its number is blocked there: its result and what follows from it, in one transaction. */
export async function recordBlocked(
  memory: Memory,
  now: number,
  result: DeliveryResult,
  workerId: number,
): Promise<void> {
  await memory.database.write(async (db) => {
    const [campaignId] = await recordIn(db, now, [result], workerId)
    if (campaignId === undefined) return
    const { address_hash: numberHash } = await db
      .selectFrom('deliveries')
      .select('address_hash')
      .where('id', '=', result.deliveryId)
      .executeTakeFirstOrThrow()
    await showCard(db, campaignId, now)
    await blockNumber(db, memory, now, { numberHash, campaignId })
  })
}
