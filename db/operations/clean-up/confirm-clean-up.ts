import { TIMING } from '#core/parameters/timing.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { lockCleanUp } from '#db/tables/clean-ups.ts'
import type { CleanUpRefusal } from './end-clean-up.ts'
import { showCleanUp } from './show-clean-up.ts'

const HOUR_MS = 3_600_000

export interface ConfirmCleanUp {
  cleanUpId: number
  /** Of the list on the card that was confirmed. */
  digest: string
  by: string
}

/**
 * The second person's word, never that of who proposed it. Who may do this is checked where the button is. The first contact is deleted a day
 * later; until then, and after, anybody of the house can stop it.
 */
export async function confirmCleanUp(
  { database }: Memory,
  now: number,
  { cleanUpId, digest, by }: ConfirmCleanUp,
): Promise<{ startsAt: number } | CleanUpRefusal | Refused<'clean-up-changed' | 'own-clean-up'>> {
  return database.write(async (db) => {
    const cleanUp = await lockCleanUp(db, cleanUpId)
    if (cleanUp === undefined) return { refused: 'unknown-clean-up' }
    if (cleanUp.state !== 'proposed') return { refused: 'not-possible-now' }
    if (cleanUp.digest !== digest) return { refused: 'clean-up-changed' }
    if (cleanUp.proposed.by === by) return { refused: 'own-clean-up' }
    const startsAt = now + TIMING.cleanUpHours * HOUR_MS
    await db
      .updateTable('clean_ups')
      .set({ state: 'confirmed', confirmed_by: by, confirmed_at: now, starts_at: startsAt })
      .where('id', '=', cleanUpId)
      .execute()
    const subject = `clean-up:${cleanUpId}`
    await db.insertInto('audit').values({ at: now, actor: by, act: 'confirm-clean-up', subject }).execute()
    await showCleanUp(db, cleanUpId, now)
    return { startsAt }
  })
}
