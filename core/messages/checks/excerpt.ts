import { HOLE } from './reading.ts'

const AROUND = 24
const LIMIT = 90

/** The words a finding is about with a little around them, on one line: "…allons garantir 300 tous les jours…". */
export function excerptAt(text: string, start: number, end: number): string {
  const from = wordStart(text, Math.max(0, start - AROUND), start)
  const to = wordEnd(text, Math.min(text.length, Math.max(end, start) + AROUND), end)
  const words = text.slice(from, to).replaceAll(HOLE, '…').replaceAll(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${clipped(words, to < text.length)}`
}

/** No more than a line of a card; `goesOn` when there was more of it before. */
export function clipped(words: string, goesOn = false): string {
  if (words.length <= LIMIT) return goesOn ? `${words}…` : words
  // Never half of a character.
  return `${words.slice(0, LIMIT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Forward to the next word's first letter, unless that leaves what matters. */
function wordStart(text: string, from: number, start: number): number {
  if (from === 0) return 0
  const space = text.slice(from, start).search(/\s/)
  return space === -1 ? from : from + space + 1
}

function wordEnd(text: string, to: number, end: number): number {
  if (to === text.length) return to
  const space = /\s\S*$/.exec(text.slice(end, to))
  return space === null ? to : end + space.index
}
