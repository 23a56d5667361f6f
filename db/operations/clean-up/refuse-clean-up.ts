import { isRefused, type Memory } from '#db/operations/memory.ts'
import { type CleanUpRefusal, endCleanUp } from './end-clean-up.ts'

/** The privacy lead says no to a proposal: nobody is deleted. Who may do this is checked where the button is. */
export async function refuseCleanUp(
  { database }: Memory,
  now: number,
  { cleanUpId, by }: { cleanUpId: number; by: string },
): Promise<{ refusedAt: number } | CleanUpRefusal> {
  return database.write(async (db) => {
    const ended = await endCleanUp(db, now, cleanUpId, ['proposed'], { state: 'refused', by })
    return isRefused(ended) ? ended : { refusedAt: now }
  })
}
