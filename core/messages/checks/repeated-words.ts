import type { Remark } from '#core/messages/finding.ts'
import { excerptAt } from './excerpt.ts'
import { fold } from './known-words.ts'
import type { Reading } from './reading.ts'

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu
/** Twice in a row and right: "nous nous réjouissons", "had had", "dat dat". */
const RIGHT: Readonly<Record<Reading['language'], ReadonlySet<string>>> = {
  fr: new Set(['nous', 'vous', 'si', 'oui', 'non', 'tres', 'en', 'bye', 'plus']),
  en: new Set(['had', 'that', 'very', 'yes', 'no', 'bye', 'is']),
  nl: new Set(['je', 'u', 'dat', 'die', 'zij', 'ja', 'nee', 'heel', 'is', 'we', 'ze', 'er']),
}

/** "nous vous vous écrivons de la de la part": a word written twice by mistake. */
export function repeatedWordRemarks({ text, language }: Reading): readonly Remark[] {
  const remarks: Remark[] = []
  let before: { word: string; start: number; end: number } | undefined
  for (const match of text.matchAll(WORD)) {
    const now = { word: match[0], start: match.index, end: match.index + match[0].length }
    if (before !== undefined && isTwice(text, before, now) && !RIGHT[language].has(fold(now.word))) {
      const excerpt = excerptAt(text, before.start, now.end)
      remarks.push({ level: 'warn', code: 'repeated-word', data: { word: now.word }, excerpt })
    }
    before = now
  }
  return remarks
}

/** Only spaces between them. Two capitals are a name: "Bora Bora". */
function isTwice(text: string, before: { word: string; end: number }, now: { word: string; start: number }): boolean {
  if (now.start - before.end > 3 || before.word.length !== now.word.length) return false
  if (!/^[ \t\u00A0]+\n?[ \t]*$|^\n$/.test(text.slice(before.end, now.start))) return false
  const areNames = /^\p{Lu}/u.test(before.word) && /^\p{Lu}/u.test(now.word)
  return !areNames && fold(before.word) === fold(now.word)
}
