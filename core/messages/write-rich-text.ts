import { canonicalLine, lineWithAddresses, parseLine } from './rich-line.ts'
import { type Inline, linkGroups, type RichBlock, wordsOf } from './rich-text.ts'

/** How marks are laid: over the longest run, bold around italic, around each piece alone, or that and inside a link's label. */
type Way = 'longest' | 'bold-first' | 'each' | 'inside'

/** How careful a way is: with backslashes before marks, and with labels around bare addresses. */
type Care = 'none' | 'marks' | 'all'

/** What the whole run already carries, and how it is written. */
type Writing = { readonly way: Way; readonly care: Care; readonly bold: boolean; readonly italic: boolean }

/** The markup that reads as these blocks; empty lines and items are left out. Backslashes only where a mark would be misread. */
export function writeRichText(blocks: readonly RichBlock[]): string {
  return blocks
    .map((block) =>
      block.type === 'paragraph'
        ? block.lines.map(writeLine).map(asParagraph)
        : block.items
            .map(writeLine)
            .filter(Boolean)
            .map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${item}`),
    )
    .map((lines) => lines.filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n')
}

/** A paragraph's line that would read as an item says that it is none. */
function asParagraph(line: string): string {
  return line.replace(/^-(?= )/, '\\-').replace(/^(\d{1,2})([.)])(?= )/, '$1\\$2')
}

/** The plainest way that reads the same. Italics that begin or end inside a word cannot be written: there, they are dropped. */
export function writeLine(line: readonly Inline[]): string {
  const wanted = canonicalLine(line)
  const addressed = canonicalLine(
    wanted.flatMap((piece) =>
      piece.link === undefined ? lineWithAddresses(piece.text).map((part) => ({ ...piece, ...part })) : [piece],
    ),
  )
  for (const reading of [wanted, addressed, canonicalLine(addressed.map(uprightInsideWords))]) {
    for (const [way, care] of WAYS) {
      const written = write(reading, { way, care, bold: false, italic: false })
      if (readsAs(written, reading)) return written
    }
  }
  return escaped(wordsOf(wanted))
}

const WAYS: readonly (readonly [Way, Care])[] = [
  ['longest', 'none'],
  ['longest', 'marks'],
  ['longest', 'all'],
  ['bold-first', 'all'],
  ['each', 'all'],
  ['inside', 'all'],
]

function readsAs(written: string, wanted: readonly Inline[]): boolean {
  const read = parseLine(written)
  return (
    read.length === wanted.length &&
    read.every(({ text, bold, italic, link }, at) => {
      const other = wanted[at]
      return text === other?.text && bold === other.bold && italic === other.italic && link === other.link
    })
  )
}

function uprightInsideWords(piece: Inline, at: number, line: readonly Inline[]): Inline {
  const before = line[at - 1]
  const after = line[at + 1]
  const isInside =
    (before !== undefined && !before.italic && /[\p{L}\p{N}\p{M}]$/u.test(before.text)) ||
    (after !== undefined && !after.italic && /^[\p{L}\p{N}\p{M}]/u.test(after.text))
  if (!piece.italic || !isInside) return piece
  const { italic: _, ...upright } = piece
  return upright
}

/** What is wrapped as a whole: a piece, or a link with all its pieces. */
type Unit = { readonly href: string | undefined; readonly pieces: readonly Inline[] }

function write(line: readonly Inline[], writing: Writing): string {
  const units = linkGroups(line).flatMap((group): readonly Unit[] =>
    group.href === undefined ? group.pieces.map((piece) => ({ href: undefined, pieces: [piece] })) : [group],
  )
  let written = ''
  for (let at = 0; at < units.length; ) {
    const wrap = wrapAt(units, at, writing)
    if (wrap === undefined) {
      written += writeUnit(units[at] as Unit, writing)
      at += 1
    } else {
      const run = units.slice(at, at + wrap.length).flatMap(({ pieces }) => pieces)
      const mark = wrap.mark === 'bold' ? '**' : '_'
      const [, before = '', inner = '', after = ''] =
        /^(\s*)([^]*?)(\s*)$/.exec(write(run, { ...writing, [wrap.mark]: true })) ?? []
      written += inner === '' ? before + after : before + mark + inner + mark + after
      at += wrap.length
    }
  }
  return written
}

function wrapAt(units: readonly Unit[], at: number, { way, bold, italic }: Writing) {
  if (way === 'inside' && units[at]?.href !== undefined) return undefined
  const marks = (['bold', 'italic'] as const).filter((mark) => !(mark === 'bold' ? bold : italic))
  const runs = marks
    .map((mark) => ({ mark, length: runLength(units, at, mark) }))
    .filter(({ length }) => length > 0)
    .map((run) => (way === 'each' || way === 'inside' ? { ...run, length: 1 } : run))
  return way === 'bold-first' ? runs[0] : runs.toSorted((a, b) => b.length - a.length)[0]
}

function runLength(units: readonly Unit[], from: number, mark: 'bold' | 'italic'): number {
  let length = 0
  while (units[from + length]?.pieces.every((piece) => piece[mark]) === true) length += 1
  return length
}

function writeUnit({ href, pieces }: Unit, writing: Writing): string {
  const words = wordsOf(pieces)
  if (href === undefined) return writing.care === 'none' ? words : escaped(words)
  if (href === words && writing.care !== 'all') return words
  const label = pieces.map(({ link: _, ...piece }) => piece)
  return `[${write(label, writing)}](${href})`
}

/** Merge fields stay as they are: nothing in them is a mark. */
function escaped(text: string): string {
  return text.replaceAll(/\{\{[^{}]*\}\}|[\\*_[\]]/g, (found) => (found.startsWith('{{') ? found : `\\${found}`))
}
