import type { Language } from '#core/messages/message.ts'
import type { Misspelling } from '#core/messages/proof-facts.ts'

/** What is asked of a dictionary; hunspell-wasm wants straight apostrophes. */
export interface Dictionary {
  testSpelling(word: string): boolean
  getSpellingSuggestions(word: string): string[]
}

const SUGGESTED_WORDS = 20
const SUGGESTIONS = 3
const REMEMBERED = 2000

const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L})/iu
const POSSESSIVE = /'s?$/u

/**
 * The words no dictionary knows, in order. Looking for what was meant takes up to 260 ms a word: only for those that are shown, and
 * once (`remembered`), for a text is checked at its review and again at its submission.
 */
export function misspellings(
  dictionaries: readonly Dictionary[],
  language: Language,
  words: readonly string[],
  remembered: Map<string, readonly string[]> = new Map(),
): Misspelling[] {
  const unknown = words.filter((word) => !isKnown(dictionaries, language, word))
  return unknown.map((word, index) => {
    if (index >= SUGGESTED_WORDS) return { word, suggestions: [] }
    const meant = remembered.get(word) ?? suggestions(dictionaries, word)
    if (remembered.size < REMEMBERED) remembered.set(word, meant)
    return { word, suggestions: meant }
  })
}

/** In any of its right forms, or piece by piece at its hyphens. */
function isKnown(dictionaries: readonly Dictionary[], language: Language, word: string): boolean {
  const knows = (one: string) => dictionaries.some((dictionary) => dictionary.testSpelling(one))
  const forms = FORMS[language](straightened(word))
  if (forms.some(knows)) return true
  const pieces = (forms.at(-1) ?? '').split('-').filter((piece) => piece !== '')
  return pieces.length > 1 && pieces.every((piece) => piece.length === 1 || knows(piece))
}

/** A word, and what it is a right form of: "l'équipe", "customer's", "café", "Eén". */
const FORMS: Record<Language, (word: string) => readonly string[]> = {
  fr: (word) => [word, word.replace(ELIDED, '')],
  en: (word) => [word, word.normalize('NFD').replaceAll(/\p{M}/gu, ''), word.replace(POSSESSIVE, '')],
  nl: (word) => [word, word.replace(/^Eé/u, 'éé'), word.replace(POSSESSIVE, '')],
}

function suggestions([first]: readonly Dictionary[], word: string): string[] {
  return (first?.getSpellingSuggestions(straightened(word)) ?? [])
    .slice(0, SUGGESTIONS)
    .map((one) => (word.includes('’') ? one.replaceAll("'", '’') : one))
}

function straightened(word: string): string {
  return word.replaceAll('’', "'")
}
