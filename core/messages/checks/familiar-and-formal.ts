import type { Remark } from '#core/messages/finding.ts'
import { excerptAt } from './excerpt.ts'
import type { Reading } from './reading.ts'

/**
 * Words that only say "tu" or "je". "Ton", "ta" and "te" are left out in French ("le ton de la lettre", "te" in quotations): one of
 * these rarely stands in a message without one of those.
 */
const FAMILIAR: Partial<Record<Reading['language'], RegExp>> = {
  fr: /(?<![\p{L}\p{M}'’-])(?:t['’](?=\p{L})|(?:tu|toi|tes|tien|tienne)(?![\p{L}\p{M}]))|(?<=[\p{L}]-)(?:tu|toi)(?![\p{L}\p{M}])/giu,
  nl: /(?<![\p{L}\p{M}'’-])(?:je|jij|jou|jouw|jullie|jezelf)(?![\p{L}\p{M}'’-])/giu,
}

/**
 * The buttons, the promise and the lines around every message say "vous" and "u": a text that says "tu" or "je" is mixed with them
 * even where its own words all agree.
 */
export function familiarRemarks({ text, language }: Reading): readonly Remark[] {
  const pattern = FAMILIAR[language]
  const first = pattern === undefined ? undefined : text.matchAll(pattern).next().value
  if (first === undefined) return []
  const excerpt = excerptAt(text, first.index, first.index + first[0].length)
  return [{ level: 'warn', code: 'familiar-and-formal', data: { word: first[0], language }, excerpt }]
}
