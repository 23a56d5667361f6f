import type { Memory, Refused } from '#db/operations/memory.ts'
import { forgetWords } from './sealed-words.ts'
import { takeCase } from './take-case.ts'

/** Somebody read it and nothing follows from it. Words of nobody we know are not kept after that. */
export async function markRead(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { id, by }: { id: number; by: string },
): Promise<{ read: true } | Refused<'already-settled'>> {
  return database.write(async (db) => {
    const row = await takeCase(db, now, { id, by, as: 'read' })
    if (row === undefined) return { refused: 'already-settled' }
    await forgetWords(db, id)
    return { read: true }
  })
}
