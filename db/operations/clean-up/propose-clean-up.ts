import { DELETION_BUCKETS } from '#core/contacts/clean-up.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { noCounts } from './proposal-counts.ts'
import { showCleanUp } from './show-clean-up.ts'

export interface ProposeCleanUp {
  /** Names of deletion buckets; any other name is left out. */
  buckets: readonly string[]
  why: string
  by: string
}

const LONGEST_WHY = 1000

/**
 * Begins a clean-up: the list of who is proposed is frozen next, in batches, by `advanceCleanUps`. There is one at a time, so nobody is on two
 * lists. Nothing is deleted before a second person confirmed it and had time to take it back.
 */
export async function proposeCleanUp(
  { database }: Memory,
  now: number,
  { buckets, why, by }: ProposeCleanUp,
): Promise<{ cleanUpId: number } | Refused<'nothing-chosen' | 'why-missing' | 'clean-up-open'>> {
  const chosen = DELETION_BUCKETS.filter((bucket) => buckets.includes(bucket))
  const reason = why.trim().slice(0, LONGEST_WHY)
  if (chosen.length === 0) return { refused: 'nothing-chosen' }
  if (reason === '') return { refused: 'why-missing' }
  return database.write(async (db) => {
    const made = await db
      .insertInto('clean_ups')
      .values({
        state: 'freezing',
        open: 1,
        buckets: JSON.stringify(chosen),
        why: reason,
        counts: JSON.stringify(noCounts()),
        frozen_through: 0,
        proposed_by: by,
        proposed_at: now,
      })
      .onConflict((c) => c.column('open').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) return { refused: 'clean-up-open' }
    const subject = `clean-up:${made.id}`
    await db.insertInto('audit').values({ at: now, actor: by, act: 'propose-clean-up', subject }).execute()
    await showCleanUp(db, made.id, now)
    return { cleanUpId: made.id }
  })
}
