import type { Remark } from '#core/messages/finding.ts'
import { excerptAt } from './excerpt.ts'
import { fold } from './known-words.ts'
import { NUMBER_WORDS, type NumberWords } from './number-words.ts'
import { HOLE, type Reading } from './reading.ts'

/** A number with its thousands, decimals, hours or days; a word; or one sign. */
const TOKEN = /\d+(?:[.,:/\u00A0\u202F '’-]\d+)*|[\p{L}][\p{L}\p{M}'’]*|\n|[^\s]/gu
const LONGEST_COUNT = 8
const ENDS = /^[.,;:!?)»”"\n]$/u

type Token = { readonly text: string; readonly start: number; readonly end: number }

/**
 * "Nous allons garantir 300 tous les jours de grève": a number that counts nothing. Only where the words around it leave no other
 * reading (a date, an hour, a page, a price, a range): a false alarm costs more than a number that slips through.
 */
export function numberAloneRemarks({ text, language }: Reading): readonly Remark[] {
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const words = NUMBER_WORDS[language]
  return tokens.flatMap((token, at): Remark[] => {
    if (!/^\d/.test(token.text) || !isCount(token, text) || !countsNothing(tokens, at, words)) return []
    return [
      {
        level: 'warn',
        code: 'number-alone',
        data: { number: token.text },
        excerpt: excerptAt(text, token.start, token.end),
      },
    ]
  })
}

/** Not a year, a date, an hour, a telephone or reference number, nor part of a name such as "Covid-19" or "18h30". */
function isCount({ text, start, end }: Token, whole: string): boolean {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length >= LONGEST_COUNT || /^(?:19|20)\d\d$/.test(text)) return false
  if (/[:/]|\d[.-]\d{1,2}[.-]\d/.test(text) || /^0\d/.test(text)) return false
  const before = whole.slice(Math.max(0, start - 1), start)
  const after = whole.slice(end, end + 1)
  return (before === '' || /[\s(«“"'‘’]/u.test(before)) && (after === '' || /[\s.,;:!?)»”"]/u.test(after))
}

function countsNothing(tokens: readonly Token[], at: number, words: NumberWords): boolean {
  const before = wordAt(tokens, at - 1)
  const next = tokens[at + 1]
  if (isExcused(tokens, at, before, words)) return false
  if (next === undefined || ENDS.test(next.text)) {
    return !joinsANumber(tokens, at, words) && words.verb.test(before)
  }
  // A capital is a name: "92400 La Défense".
  return !/^\p{Lu}/u.test(next.text) && words.beginSomethingElse.has(fold(next.text))
}

function isExcused(tokens: readonly Token[], at: number, before: string, words: NumberWords): boolean {
  const { text } = tokens[at] as Token
  const previous = tokens[at - 1]
  const value = Number(text)
  // "No. 12" as well as "numéro 12".
  const label = before === '.' ? wordAt(tokens, at - 2) : before
  if (words.labels.has(label) || words.shares.has(before)) return true
  if (value <= 31 && words.dayArticles.has(before)) return true
  if (value <= 24 && words.hourWords.has(before)) return true
  if (previous === undefined) return /^[.)]$/.test(tokens[at + 1]?.text ?? '')
  if (previous.text === '\n') return /^[.)]$/.test(tokens[at + 1]?.text ?? '')
  if (/^[#№°º€$£+=×(]$/u.test(previous.text) || previous.text === HOLE) return true
  // "Salon 2018", "Windows 11": a name, unless the capital only begins the sentence.
  if (/^\p{Lu}/u.test(previous.text) && !beginsSentence(tokens[at - 2])) return true
  return /^\p{L}/u.test(before) && words.articles.has(wordAt(tokens, at - 2).replace(/^l'.*/, 'l'))
}

/** "18, 19 ou 20 ans": what the last one counts, the others count too. */
function joinsANumber(tokens: readonly Token[], at: number, words: NumberWords): boolean {
  const sign = tokens[at + 1]
  return sign !== undefined && words.connectors.has(fold(sign.text)) && /^\d/.test(tokens[at + 2]?.text ?? '')
}

function beginsSentence(before: Token | undefined): boolean {
  return before === undefined || /^[.!?…\n]$/.test(before.text)
}

function wordAt(tokens: readonly Token[], at: number): string {
  return fold(tokens[at]?.text ?? '')
}
