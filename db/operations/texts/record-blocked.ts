import { showCard } from '#db/operations/campaigns/show-card.ts'
import { type DeliveryResult, recordIn } from '#db/operations/deliveries/record-results.ts'
import { recordServicesIn, type ServiceResult } from '#db/operations/deliveries/service-messages.ts'
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

/** The same for one that answers somebody's own act. */
export async function recordBlockedService(
  memory: Memory,
  now: number,
  result: ServiceResult,
  workerId: number,
): Promise<void> {
  await memory.database.write(async (db) => {
    await recordServicesIn(db, now, [result], workerId)
    const failed = await db
      .selectFrom('service_messages')
      .select('address_hash as numberHash')
      .where('id', '=', result.id)
      .where('state', '=', 'failed')
      .executeTakeFirst()
    if (failed !== undefined) await blockNumber(db, memory, now, { ...failed, campaignId: undefined })
  })
}
