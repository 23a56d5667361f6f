import type { Memory } from '#db/operations/memory.ts'
import { findMarked } from './find-marked.ts'
import { proveHandedOver } from './prove-handed-over.ts'

/**
 * A verified provider says that a message arrived: a doubt about it is settled. Providers say so of every message, so nothing is kept of it, and
 * nothing is written where there was no doubt. True when there was one.
 */
export async function noteDelivered(memory: Memory, now: number, { marks }: { marks: string }): Promise<boolean> {
  const { database } = memory
  const { deliveries } = await findMarked(database.read, memory, marks)
  if (!deliveries.some(({ state }) => state === 'in-doubt')) return false
  return database.write((db) => proveHandedOver(db, now, deliveries))
}
