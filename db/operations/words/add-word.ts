import { fold } from '#core/messages/checks/known-words.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { countHouseWords, putHouseWord } from '#db/tables/house-words.ts'

const WORD_LIMIT = 60
const WORDS_LIMIT = 5000
/** One word as the checks read words: letters, with apostrophes and hyphens inside; digits as in "CO2". */
const WORD = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*$/u

export interface AddedWord {
  word: string
  /** False when it was in the list before, however it was written. */
  isNew: boolean
}

/** Adds a word to the house's list: from now on it is neither a misspelling nor an unexplained acronym. */
export async function addWord(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { word, by }: { word: string; by: string },
): Promise<AddedWord | Refused<'house-word' | 'house-words-full'>> {
  const written = word.normalize('NFC').trim()
  if (written.length > WORD_LIMIT || !WORD.test(written)) return { refused: 'house-word' }
  return database.write(async (db) => {
    if ((await countHouseWords(db)) >= WORDS_LIMIT) return { refused: 'house-words-full', data: { limit: WORDS_LIMIT } }
    const isNew = await putHouseWord(db, fold(written), { word: written, addedBy: by, addedAt: now })
    return { word: written, isNew }
  })
}
