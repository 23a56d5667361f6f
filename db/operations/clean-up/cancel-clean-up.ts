import { isRefused, type Memory } from '#db/operations/memory.ts'
import { outcomeSums } from '#db/tables/clean-ups.ts'
import { type CleanUpRefusal, endCleanUp } from './end-clean-up.ts'

/** Takes a clean-up back, whoever proposed or confirmed it. Once it runs, whoever is not deleted yet stays; `deleted` says how many went. */
export async function cancelCleanUp(
  { database }: Memory,
  now: number,
  { cleanUpId, by }: { cleanUpId: number; by: string },
): Promise<{ deleted: number } | CleanUpRefusal> {
  return database.write(async (db) => {
    const open = ['freezing', 'proposed', 'confirmed', 'running'] as const
    const ended = await endCleanUp(db, now, cleanUpId, open, { state: 'cancelled', by })
    return isRefused(ended) ? ended : { deleted: (await outcomeSums(db, cleanUpId)).deleted }
  })
}
