import { fieldText, isLinkField } from './fields.ts'
import type { Inline } from './rich-text.ts'

/** The smallest piece: one character, one merge field or one bare address. */
type Cell = { text: string; bold: boolean; italic: boolean; link: string | undefined }

type Token =
  | { type: 'mark'; mark: '**' | '_'; raw: string }
  | { type: 'text'; text: string; raw: string }
  | { type: 'address'; text: string; raw: string }
  | { type: 'link'; label: string; href: string; raw: string }

const ESCAPED = /\\([\\*_[\]().-])/y
const FIELD = /\{\{[^{}]*\}\}/y
/** A web address holds brackets in pairs only, so that "(see https://example.org)" ends where it should. */
const ADDRESS_PART = /[^\s\p{Cc}\u202A-\u202E\u2066-\u2069<>"'{}|\\^`()]/u.source
const ADDRESS = new RegExp(`https?://(?:${ADDRESS_PART}|\\(${ADDRESS_PART}*\\))+`, 'iuy')
/** What follows an address in a sentence and is not part of it. */
const AFTER_ADDRESS = /[.,;:!?\]»*_]+$/u
const TARGET = new RegExp(`\\((?:(${ADDRESS.source})|\\{\\{[ \\t]*(\\w+)[ \\t]*\\}\\})\\)`, 'iuy')
const ANYTHING = /[\s\S]/uy

const SPACE = /^\s+$/u
const WORD_FIRST = /^[\p{L}\p{N}\p{M}]/u
const WORD_LAST = /[\p{L}\p{N}\p{M}]$/u

/** One line of a body as its pieces, trimmed, neighbours that look alike joined. */
export function parseLine(line: string): readonly Inline[] {
  return joined(tidied(cellsOf(tokensOf(line))))
}

/** The same pieces in the one form a reading has: see `tidied`. */
export function canonicalLine(line: readonly Inline[]): readonly Inline[] {
  const cells = line.flatMap(({ text, bold = false, italic = false, link }) =>
    piecesOf(text).map((piece) => ({ text: piece, bold, italic, link })),
  )
  return joined(tidied(cells))
}

/** A text of ours that has no marks: only its web addresses are links. */
export function lineWithAddresses(text: string): readonly Inline[] {
  const cells: Cell[] = []
  for (let at = 0; at < text.length; ) {
    const field = match(FIELD, text, at)?.[0]
    const address = field === undefined ? addressAt(text, at) : undefined
    const piece = address ?? field ?? match(ANYTHING, text, at)?.[0] ?? ''
    cells.push(cell(piece, address))
    at += piece.length
  }
  return joined(cells)
}

function tokensOf(line: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < line.length; ) {
    const token = tokenAt(line, at)
    tokens.push(token)
    at += token.raw.length
  }
  return tokens
}

function tokenAt(line: string, at: number): Token {
  const escaped = match(ESCAPED, line, at)
  if (escaped !== undefined) return { type: 'text', text: escaped[1] ?? '', raw: escaped[0] }
  const field = match(FIELD, line, at)?.[0]
  if (field !== undefined) return { type: 'text', text: field, raw: field }
  const address = addressAt(line, at)
  if (address !== undefined) return { type: 'address', text: address, raw: address }
  if (line.startsWith('**', at)) return { type: 'mark', mark: '**', raw: '**' }
  if (line[at] === '_') return { type: 'mark', mark: '_', raw: '_' }
  const anything = match(ANYTHING, line, at)?.[0] ?? ''
  return linkAt(line, at) ?? { type: 'text', text: anything, raw: anything }
}

function addressAt(line: string, at: number): string | undefined {
  const address = match(ADDRESS, line, at)?.[0].replace(AFTER_ADDRESS, '')
  return address !== undefined && /\/\/./.test(address) ? address : undefined
}

/** `[label](target)`: a label holds no other bracket unless escaped, and some word to press on. */
function linkAt(line: string, from: number): Token | undefined {
  if (line[from] !== '[') return undefined
  let at = from + 1
  while (at < line.length && line[at] !== ']') {
    if (line[at] === '[') return undefined
    at += (match(ESCAPED, line, at) ?? match(FIELD, line, at))?.[0].length ?? 1
  }
  const label = line.slice(from + 1, at)
  const target = match(TARGET, line, at + 1)
  const [, address, field] = target ?? []
  if (target === undefined || label.trim() === '') return undefined
  const raw = line.slice(from, at + 1) + target[0]
  if (address !== undefined) return { type: 'link', label, href: address, raw }
  return field !== undefined && isLinkField(field)
    ? { type: 'link', label, href: fieldText(field, undefined), raw }
    : undefined
}

/** Marks pair with the first one that can close them; what pairs with nothing is a character. */
function cellsOf(tokens: readonly Token[], from = 0, to = tokens.length): Cell[] {
  const cells: Cell[] = []
  // What closes nothing here closes nothing further on: a line is searched once for each mark that stays open.
  const open = new Set<string>()
  for (let at = from; at < to; at += 1) {
    const token = tokens[at] as Token
    const mayOpen = token.type === 'mark' && !open.has(token.mark) && opens(tokens, at)
    const end = mayOpen ? closeOf(tokens, at, to) : undefined
    if (mayOpen && end === undefined) open.add(token.mark)
    if (token.type === 'mark' && end !== undefined) {
      const attribute = token.mark === '**' ? 'bold' : 'italic'
      cells.push(...cellsOf(tokens, at + 1, end).map((one) => ({ ...one, [attribute]: true })))
      at = end
    } else if (token.type === 'link') {
      cells.push(...cellsOf(labelTokens(token.label)).map((one) => ({ ...one, link: token.href })))
    } else if (token.type === 'address') cells.push(cell(token.text, token.text))
    else cells.push(cell(token.type === 'mark' ? token.raw : token.text))
  }
  return cells
}

/** A label leads to one place, whatever looks like an address in it. */
function labelTokens(label: string): Token[] {
  return tokensOf(label).map((token) => (token.type === 'address' ? { ...token, type: 'text' } : token))
}

function opens(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  if (next === undefined || SPACE.test(next.raw)) return false
  return tokens[at]?.raw === '**' || !WORD_LAST.test(tokens[at - 1]?.raw ?? '')
}

function closeOf(tokens: readonly Token[], open: number, to: number): number | undefined {
  const { raw } = tokens[open] as Token
  for (let at = open + 2; at < to; at += 1) {
    const token = tokens[at] as Token
    if (token.type !== 'mark' || token.raw !== raw || SPACE.test(tokens[at - 1]?.raw ?? '')) continue
    if (raw === '**' || !WORD_FIRST.test(tokens[at + 1]?.raw ?? '')) return at
  }
  return undefined
}

/**
 * Nobody sees whether a space is bold, so that there is one answer: it is when the words on both sides are. A link neither begins
 * nor ends with a space, nor does a line.
 */
function tidied(cells: readonly Cell[]): readonly Cell[] {
  const words = cells.map(({ text }) => !SPACE.test(text))
  const first = words.indexOf(true)
  const last = words.lastIndexOf(true)
  return cells.slice(Math.max(first, 0), last + 1).map((one, index) => {
    const at = index + Math.max(first, 0)
    if (words[at]) return one
    const before = cells[words.lastIndexOf(true, at)]
    const after = cells[words.indexOf(true, at)]
    return {
      text: one.text,
      bold: before?.bold === true && after?.bold === true,
      italic: before?.italic === true && after?.italic === true,
      link: before?.link === one.link && after?.link === one.link ? one.link : undefined,
    }
  })
}

function joined(cells: readonly Cell[]): readonly Inline[] {
  const inlines: Inline[] = []
  for (const { text, bold, italic, link } of cells) {
    const last = inlines.at(-1)
    if (last && (last.bold ?? false) === bold && (last.italic ?? false) === italic && last.link === link)
      inlines[inlines.length - 1] = { ...last, text: last.text + text }
    else
      inlines.push({ text, ...(bold && { bold }), ...(italic && { italic }), ...(link === undefined ? {} : { link }) })
  }
  return inlines
}

/** Characters, a merge field being one. */
function piecesOf(text: string): string[] {
  return text.match(/\{\{[^{}]*\}\}|[\s\S]/gu) ?? []
}

function cell(text: string, link?: string): Cell {
  return { text, bold: false, italic: false, link }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
