import { memo } from './memo.ts'

/** Lower case, no accents, every run of punctuation or space one space: the form in which words from files are compared. */
export const foldText = memo((text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
)

/** A lookup table from folded words, written as `value: word | word | …`; two values may not claim one word. */
export function wordTable<T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> {
  const table = new Map<string, T>()
  for (const value of Object.keys(words) as T[]) {
    for (const word of words[value].split('|')) {
      const folded = foldText(word)
      const other = table.get(folded)
      if (other !== undefined && other !== value) throw new Error(`"${folded}" means both ${other} and ${value}`)
      table.set(folded, value)
    }
  }
  return table
}
