/** `column`: how many characters stand on the last line, where what follows goes on. */
export interface Encoded {
  text: string
  column: number
}

/** RFC 2045 6.7: a line has at most 76 characters, the `=` of a soft break included. */
const LINE_LIMIT = 75

/** Ends a line of the encoding without ending a line of the text. */
export const SOFT_BREAK = '=\r\n'

// A space stays where something other than a space stands before it and something other than a line's end after it. A dot that begins a
// line would be doubled on its way, and some servers forget to take the second one off again.
const TO_ENCODE = /[^!-<>-~ ]| (?=\n|$)|(?<= ) |(?<![^\n])\./gu

/**
 * Text as quoted-printable that goes on at `column`, so that pieces can be encoded apart and joined. A space is encoded where a line or the
 * text ends and after another space: what comes out is its own canonical form for DKIM.
 */
export function quotedPrintable(text: string, column: number): Encoded {
  const [first = '', ...others] = text
    .replaceAll('\r\n', '\n')
    .replaceAll(TO_ENCODE, (character) => (character === '\n' ? '\n' : bytesOf(character)))
    .split('\n')
  let encoded = wrapped(first, column)
  for (const line of others) {
    const next = wrapped(line, 0)
    encoded = { text: `${encoded.text}\r\n${next.text}`, column: next.column }
  }
  return encoded
}

function bytesOf(character: string): string {
  if (character === '=') return '=3D'
  return Buffer.from(character).toString('hex').toUpperCase().replaceAll(/../g, '=$&')
}

/** One line of the text on as many as it needs; no character is parted. */
function wrapped(line: string, column: number): Encoded {
  let text = ''
  let from = 0
  let room = LINE_LIMIT - column
  while (line.length - from > room) {
    const to = breakBefore(line, from, room)
    text += line.slice(from, to) + SOFT_BREAK
    from = to
    room = LINE_LIMIT
  }
  return { text: text + line.slice(from), column: LINE_LIMIT - room + line.length - from }
}

function breakBefore(line: string, from: number, room: number): number {
  const limit = line[from + room] === '.' && line[from + room - 1] !== '.' ? from + room - 1 : from + room
  const escape = line.lastIndexOf('=', limit)
  let to = escape > limit - 3 && escape >= from ? escape : limit
  // A byte 80 to BF goes on with the character before it.
  while (to > from && /^=[89AB]/.test(line.slice(to, to + 2))) to -= 3
  return Math.max(to, from)
}
