/** What spreadsheets and databases write for "nothing". Exactly these: "Null" is a family name. */
const NOTHING: ReadonlySet<string> = new Set([
  '-',
  '--',
  '–',
  '—',
  'NULL',
  '\\N',
  'N/A',
  'n/a',
  '#N/A',
  '#REF!',
  '#VALUE!',
  '(vide)',
  '(blank)',
  '(empty)',
])
const NOTHING_LENGTH = 8
const NOTHING_BEGINS = '-–—N\\n#('
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/**
 * The cell without surrounding spaces and invisible characters; the apostrophe that protects a formula in our own exports
 * is dropped. Walks the codes itself: as a regular expression this was a third of an import's time, and slow on long runs of spaces.
 */
export function cleanCell(cell: string): string {
  let start = 0
  let end = cell.length
  while (start < end && isMargin(cell.charCodeAt(start))) start++
  while (end > start && isMargin(cell.charCodeAt(end - 1))) end--
  let text = start > 0 || end < cell.length ? cell.slice(start, end) : cell
  if (hasInvisible(text)) text = text.replace(INVISIBLE, '')
  if (text.charCodeAt(0) === 39 && /^'[=+\-@\t\r＝＋－＠]/.test(text)) text = text.slice(1)
  return text.length <= NOTHING_LENGTH && NOTHING_BEGINS.includes(text.charAt(0)) && NOTHING.has(text) ? '' : text
}

function isMargin(code: number): boolean {
  if (code <= 32) return true
  if (code < 127) return false
  return (
    code <= 160 ||
    code === 0xad ||
    code === 0x1680 ||
    code === 0x180e ||
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x2064 && isGeneralSpace(code))
  )
}

/** The spaces and marks of the block "general punctuation", not its dashes and quotes. */
function isGeneralSpace(code: number): boolean {
  return code <= 0x200f || (code >= 0x2028 && code <= 0x202f) || code >= 0x205f
}

function hasInvisible(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 32 && code < 127) continue
    if (code < 32 || code < 160 || code === 0xad || code > 0x17ff) return true
  }
  return false
}

/** One line: line breaks and runs of any space become one space, so a name can never break a mail header. */
export function oneLine(text: string): string {
  return /\s\s|[\t\r\n\v\f\u0085\u2028\u2029\u00a0\u202f\u2009]/.test(text) ? text.replace(/[\s\u0085]+/g, ' ') : text
}
