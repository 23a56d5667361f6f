const NOISE = /[\u0000-\u001f\u007f-\u009f\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/
const NOISE_AT_ENDS =
  /^[\s\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|[\s\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+$/g
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/** What spreadsheets and databases write for "nothing". Exactly these: "Null" is a family name. */
const NOTHING: ReadonlySet<string> = new Set([
  '',
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

/** The cell without surrounding spaces and invisible characters; the apostrophe that protects a formula in our own exports is dropped. */
export function cleanCell(cell: string): string {
  let text = cell
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  if (first <= 32 || last <= 32 || NOISE.test(text)) text = text.replace(NOISE_AT_ENDS, '').replace(INVISIBLE, '')
  if (text.charCodeAt(0) === 39 && /^'[=+\-@\t\r＝＋－＠]/.test(cell.trimStart())) text = text.slice(1)
  return NOTHING.has(text) ? '' : text
}

/** One line: line breaks and runs of any space become one space, so a name can never break a mail header. */
export function oneLine(text: string): string {
  return /\s\s|[\t\r\n\v\f\u0085\u2028\u2029\u00a0\u202f\u2009]/.test(text) ? text.replace(/[\s\u0085]+/g, ' ') : text
}
