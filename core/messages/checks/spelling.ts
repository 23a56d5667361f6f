import type { Remark } from '#core/messages/finding.ts'
import type { Misspelling } from '#core/messages/proof-facts.ts'
import { excerptAt } from './excerpt.ts'
import { fold } from './known-words.ts'
import { HOLE, type Reading } from './reading.ts'
import { isTextSpeak } from './text-speak.ts'

/** So many are shown one by one; a text with more is likely in another language than it says. */
const SHOWN = 20
const WORD = /(?<![\p{L}\p{M}\p{N}_@#])[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*['’]?(?![\p{L}\p{M}\p{N}_@])/gu

/** Before a full stop, everybody's abbreviations. Folded. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'tel boul bd av ave blvd inc ltee ltd cie etc env ex cf fig chap vol art max min approx incl excl ext dept resp bijv enz blz nr mevr dhr evt mr mrs dr st ste me'.split(
    ' ',
  ),
)

export type SpelledWord = { readonly word: string; readonly start: number; readonly end: number }

/**
 * The words a dictionary is asked about, each once. Left out: the house's own words, words in capitals and text-speak (other checks), and names,
 * which is what a capital in the middle of a sentence means.
 */
export function wordsToSpell({ text, known, language }: Reading): readonly SpelledWord[] {
  const words = new Map<string, SpelledWord>()
  const names = new Set<string>()
  for (const match of text.matchAll(WORD)) {
    const word = match[0].replace(/['’]$/, '')
    if (word.length < 2 || word.length > 60 || word === word.toUpperCase() || isKnown(word, known)) continue
    if (isTextSpeak(word, language) || (text[match.index + word.length] === '.' && ABBREVIATIONS.has(fold(word))))
      continue
    const isName = /^\p{Lu}|['’]\p{Lu}/u.test(word) && !beginsSentence(text, match.index)
    if (isName) names.add(word)
    else if (!words.has(word)) words.set(word, { word, start: match.index, end: match.index + word.length })
  }
  return [...words.values()].filter(({ word }) => !names.has(word))
}

/** What the dictionaries did not know. Facts about words that are not in the text (any more) say nothing. */
export function spellingRemarks(reading: Reading, misspelled: readonly Misspelling[]): readonly Remark[] {
  const unknown = new Map(misspelled.map((one) => [one.word, one.suggestions]))
  const found = wordsToSpell(reading).filter(({ word }) => unknown.has(word))
  const shown = found.slice(0, SHOWN).map(({ word, start, end }): Remark => {
    const suggestions = (unknown.get(word) ?? []).slice(0, 3).join(', ')
    const data: Remark['data'] = suggestions === '' ? { word } : { word, suggestions }
    return { level: 'warn', code: 'misspelled', data, excerpt: excerptAt(reading.text, start, end) }
  })
  if (found.length <= SHOWN) return shown
  return [
    ...shown,
    { level: 'warn', code: 'many-misspelled', data: { count: found.length, language: reading.language } },
  ]
}

/** As it stands, or piece by piece: "l’Égard", "egard-test". */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  if (known.has(fold(word))) return true
  const pieces = fold(word).split(/['’-]/)
  return pieces.length > 1 && pieces.filter((piece) => piece.length > 2).every((piece) => known.has(piece))
}

function beginsSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at).replace(/[ \t\u00A0«“"(‘•–—-]+$/u, '')
  const abbreviated = /(\p{L}+)\.$/u.exec(before)?.[1]
  // "M. J.-P. Lefèvre"
  if (abbreviated !== undefined && (abbreviated.length === 1 || ABBREVIATIONS.has(fold(abbreviated)))) return false
  return before === '' || /[.!?…:\n]$/u.test(before) || before.endsWith(HOLE)
}
