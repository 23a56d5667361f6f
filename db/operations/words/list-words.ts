import type { Memory } from '#db/operations/memory.ts'
import { allHouseWords } from '#db/tables/house-words.ts'

/** The house's words as they were written, in alphabetical order. */
export async function listWords({ database }: Pick<Memory, 'database'>): Promise<string[]> {
  const words = await allHouseWords(database.read)
  return words.map(({ word }) => word)
}
