import type { Memory, Refused } from '#db/operations/memory.ts'
import { findWording, type KeptWording } from '#db/tables/wordings.ts'

/** The exact text people answered to, by its hash. */
export async function showWording(
  { database }: Memory,
  _now: number,
  { hash }: { hash: string },
): Promise<KeptWording | Refused<'no-such-wording'>> {
  const found = /^[0-9a-f]{64}$/.test(hash) ? await findWording(database.read, hash) : undefined
  return found ?? { refused: 'no-such-wording' }
}
