import { parseLine } from './rich-line.ts'

/**
 * A run of characters that look alike. Merge fields stand in the text as they were written; `link` is a web address or a link
 * field such as `{{preferences_link}}`. Pieces of one link stand next to each other with the same `link`.
 */
export type Inline = {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly link?: string
}

/** What a body is made of. Lists have one level; a line or an item is never empty. */
export type RichBlock =
  | { readonly type: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }

/** A link as a reader meets it: the words to press on, and where they lead. */
export type RichLink = { readonly label: string; readonly href: string }

/** `- ` begins a bullet. Numbers begin at 1, so that a line about "3. …" alone stays what its author wrote. */
const BULLET = /^- +(.+)$/
const NUMBER = /^(\d{1,2})[.)] +(.+)$/

/**
 * Reads a body: `**bold**`, `_italic_`, `[label](https://…)`, bare web addresses, `- ` and `1. ` items, a blank line between
 * paragraphs; a backslash makes a mark plain. Any text can be read: marks that do not pair are characters like others.
 */
export function parseRichText(markup: string): readonly RichBlock[] {
  const blocks: RichBlock[] = []
  for (const part of markup.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    let isFirst = true
    for (const line of part.split('\n').map((one) => one.trim())) {
      if (line === '') continue
      readLine(blocks, line, isFirst)
      isFirst = false
    }
  }
  return blocks
}

/** Adds a line to the block before it, or begins one. A numbered list goes on over a blank line; nothing else does. */
function readLine(blocks: RichBlock[], line: string, isFirst: boolean): void {
  const last = blocks.at(-1)
  const item = itemOf(line, last, isFirst)
  if (item === undefined) {
    const inlines = parseLine(line)
    if (last?.type === 'paragraph' && !isFirst) blocks[blocks.length - 1] = { ...last, lines: [...last.lines, inlines] }
    else blocks.push({ type: 'paragraph', lines: [inlines] })
    return
  }
  const inlines = parseLine(item.text)
  if (item.goesOn && last?.type === 'list') blocks[blocks.length - 1] = { ...last, items: [...last.items, inlines] }
  else blocks.push({ type: 'list', ordered: item.ordered, items: [inlines] })
}

function itemOf(line: string, last: RichBlock | undefined, isFirst: boolean) {
  const bullet = BULLET.exec(line)?.[1]
  if (bullet !== undefined) {
    return { ordered: false, text: bullet, goesOn: !isFirst && last?.type === 'list' && !last.ordered }
  }
  const [, number, text] = NUMBER.exec(line) ?? []
  if (text === undefined) return undefined
  const isNext = last?.type === 'list' && last.ordered && Number(number) === last.items.length + 1
  if (isNext) return { ordered: true, text, goesOn: true }
  return Number(number) === 1 ? { ordered: true, text, goesOn: false } : undefined
}

/** What a reader reads: no marks, items on lines of their own, labels instead of addresses; a blank line between blocks. */
export function plainWords(markup: string): string {
  return parseRichText(markup)
    .map((block) => linesOf(block).map(wordsOf).join('\n'))
    .join('\n\n')
}

/** Every link of a body, in order: labelled ones and bare addresses. */
export function linksOf(markup: string): readonly RichLink[] {
  return parseRichText(markup)
    .flatMap(linesOf)
    .flatMap((line) => linkGroups(line).filter(({ href }) => href !== undefined))
    .map(({ href, pieces }) => ({ label: wordsOf(pieces), href: href ?? '' }))
}

export function linesOf(block: RichBlock): readonly (readonly Inline[])[] {
  return block.type === 'paragraph' ? block.lines : block.items
}

export function wordsOf(line: readonly Inline[]): string {
  return line.map(({ text }) => text).join('')
}

export type LinkGroup = { readonly href: string | undefined; readonly pieces: readonly Inline[] }

/** A line as its links and what stands between them, one group per link however many pieces its label has. */
export function linkGroups(line: readonly Inline[]): readonly LinkGroup[] {
  const groups: { href: string | undefined; pieces: Inline[] }[] = []
  for (const piece of line) {
    const last = groups.at(-1)
    if (last !== undefined && last.href === piece.link) last.pieces.push(piece)
    else groups.push({ href: piece.link, pieces: [piece] })
  }
  return groups
}
