/** One header as it stands: name in lower case, value unfolded. */
export interface MailHeader {
  name: string
  value: string
}

const MOST_HEADERS = 1000
const LONGEST_VALUE = 20_000
const LONGEST_BLOCK = 256 * 1024
/** A field name of RFC 5322, 2.2: printable, no colon; some programs put a blank before the colon. */
const FIELD = /^([!-9;-~]{1,100})[ \t]{0,8}:/

/** Reads the headers a text begins with, and says where its body begins. Lines end with `\n`. A line that is no header is passed over when headers follow it, and begins the body when none do. */
export function readHeaderBlock(text: string): { headers: MailHeader[]; bodyAt: number } {
  const headers: MailHeader[] = []
  const end = Math.min(text.length, LONGEST_BLOCK)
  let pieces: string[] = []
  let at = 0
  const close = () => {
    const last = headers.at(-1)
    if (last !== undefined && pieces.length > 0) last.value = (last.value + pieces.join('')).slice(0, LONGEST_VALUE)
    pieces = []
  }
  while (at < end && headers.length < MOST_HEADERS) {
    const next = lineEnd(text, at)
    const line = text.slice(at, Math.min(next, at + LONGEST_VALUE + 100))
    if (line === '') {
      close()
      return { headers, bodyAt: next + 1 }
    }
    const isContinued = (line[0] === ' ' || line[0] === '\t') && headers.length > 0
    const name = isContinued ? undefined : FIELD.exec(line)
    if (isContinued) {
      if (pieces.length < LONGEST_VALUE / 10) pieces.push(` ${line.trim()}`)
    } else if (name) {
      close()
      headers.push({
        name: (name[1] ?? '').toLowerCase(),
        value: line.slice(name[0].length).trim().slice(0, LONGEST_VALUE),
      })
    } else if (!FIELD.test(text.slice(next + 1, next + 120))) {
      close()
      return { headers, bodyAt: at }
    }
    at = next + 1
  }
  close()
  return { headers, bodyAt: Math.min(at, text.length) }
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found === -1 ? text.length : found
}

/** `text/plain; charset="utf-8"` as a lower-case value and its parameters (RFC 2045, 5.1; continued ones of RFC 2231 joined). */
export function readParameters(value: string): { value: string; params: Record<string, string> } {
  const [first = '', ...rest] = splitOutsideQuotes(value.slice(0, LONGEST_VALUE))
  const params: Record<string, string> = {}
  for (const piece of rest.slice(0, 50)) {
    const equals = piece.indexOf('=')
    if (equals === -1) continue
    const name = piece
      .slice(0, equals)
      .trim()
      .toLowerCase()
      .replace(/\*\d{0,2}\*?$/, '')
    const given = piece.slice(equals + 1).trim()
    const plain = given.startsWith('"')
      ? given.slice(1, given.indexOf('"', 1) === -1 ? undefined : given.indexOf('"', 1))
      : (given.split(/[\s(]/, 1)[0] ?? '')
    params[name] = (params[name] ?? '') + plain
  }
  return { value: (first.split('(', 1)[0] ?? '').trim().toLowerCase(), params }
}

function splitOutsideQuotes(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted
    else if (text[at] === ';' && !isQuoted) {
      pieces.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...pieces, text.slice(from)]
}
