/** `column`: how many characters stand on the last line, where what follows goes on. */
export interface Encoded {
  text: string
  column: number
}

/** RFC 2045 6.7: a line has at most 76 characters, the `=` of a soft break included. */
const LINE_LIMIT = 75

/** Ends a line without ending the text's line. */
export const SOFT_BREAK = '=\r\n'

// Printable ASCII but `=`, without two spaces in a row, and no space at the end.
const PLAIN = /^(?:[!-<>-~]| (?=[!-<>-~]))*$/

/**
 * Text as quoted-printable that goes on at `column`, so that pieces can be encoded apart and joined. A space is encoded where a line or the
 * text ends and after another space: what comes out is its own canonical form for DKIM.
 */
export function quotedPrintable(text: string, column: number): Encoded {
  if (column + text.length <= LINE_LIMIT && PLAIN.test(text)) return { text, column: column + text.length }
  const characters = [...text.toWellFormed().replaceAll('\r\n', '\n')]
  let encoded = ''
  let at = column
  for (const [index, character] of characters.entries()) {
    if (character === '\n') {
      encoded += '\r\n'
      at = 0
      continue
    }
    const token = tokenOf(character, characters[index - 1], characters[index + 1])
    if (at + token.length > LINE_LIMIT) {
      encoded += SOFT_BREAK
      at = 0
    }
    encoded += token
    at += token.length
  }
  return { text: encoded, column: at }
}

function tokenOf(character: string, before: string | undefined, after: string | undefined): string {
  if (character === ' ') return before === ' ' || after === undefined || after === '\n' ? '=20' : ' '
  if (character > ' ' && character <= '~' && character !== '=') return character
  return Buffer.from(character).reduce((token, byte) => token + hex(byte), '')
}

function hex(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
