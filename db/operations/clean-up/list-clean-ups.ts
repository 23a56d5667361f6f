import type { Memory } from '#db/operations/memory.ts'
import { type CleanUpState, cleanUpsIn, outcomeSums } from '#db/tables/clean-ups.ts'

export interface CleanUpLine {
  id: number
  state: CleanUpState
  deleted: number
}

const LISTED = 3

/** The one that is not over, if any, and the newest few whose list has a report. */
export async function listCleanUps({
  database,
}: Pick<Memory, 'database'>): Promise<{ open: number | undefined; ended: CleanUpLine[] }> {
  const all = await cleanUpsIn(database.read, ['freezing', 'proposed', 'confirmed', 'running'])
  const over = await cleanUpsIn(database.read, ['done', 'refused', 'cancelled'])
  const ended = over.filter(({ digest }) => digest !== undefined).slice(-LISTED)
  const lines = ended.toReversed().map(async ({ id, state }) => {
    const { deleted } = await outcomeSums(database.read, id)
    return { id, state, deleted }
  })
  return { open: all[0]?.id, ended: await Promise.all(lines) }
}
