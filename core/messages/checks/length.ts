import type { Remark } from '#core/messages/finding.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import { linesOf, linkGroups, parseRichText, wordsOf } from '#core/messages/rich-text.ts'

/** Words before the first thing to do (rules: content checks). */
const BEFORE_ACTION = 150
/** From here on a message is long, and its points are numbered so that people can answer by number (etiquette guide). */
const LONG = 200

/** How much there is to read before something can be done, and whether a long text is in points. */
export function lengthRemarks(body: string, kind: CampaignKind): readonly Remark[] {
  const blocks = parseRichText(body)
  const lines = blocks.flatMap(linesOf)
  const words = lines.reduce((sum, line) => sum + countWords(wordsOf(line)), 0)
  const remarks: Remark[] = []
  const before = wordsBeforeLink(lines) ?? words
  // An information asks nothing. The buttons of a re-opt-in stand right under the text: without a link, all of it comes before them.
  if (kind !== 'information' && before > BEFORE_ACTION) {
    remarks.push({ level: 'warn', code: 'action-late', data: { words: before, limit: BEFORE_ACTION } })
  }
  if (words > LONG && !blocks.some((block) => block.type === 'list' && block.ordered)) {
    remarks.push({ level: 'warn', code: 'long-without-points', data: { words, limit: LONG } })
  }
  return remarks
}

function wordsBeforeLink(lines: readonly (readonly { readonly text: string; readonly link?: string }[])[]) {
  let words = 0
  for (const line of lines) {
    for (const { href, pieces } of linkGroups(line)) {
      if (href !== undefined || /\{\{\s*\w+_link\s*\}\}/.test(wordsOf(pieces))) return words
      words += countWords(wordsOf(pieces))
    }
  }
  return undefined
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’{}_|-]*/gu)?.length ?? 0
}
