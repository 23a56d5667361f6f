import { noteForJournal } from '#db/journal/notes.ts'
import type { Memory } from '#db/operations/memory.ts'

/** Tells the journal that messages of these campaigns leave, so that a copy of the database from before them is known to be older. */
export async function noteSends(
  { database }: Pick<Memory, 'database'>,
  now: number,
  campaigns: readonly number[],
): Promise<void> {
  await database.write(async () => {
    noteForJournal(campaigns.map((campaignId) => ({ about: 'sends', at: now, campaignId })))
  })
}
