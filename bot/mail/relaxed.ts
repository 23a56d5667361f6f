/** What follows the colon of a header field: unfolded, its white space made one, none at its ends (RFC 6376 3.4.2). */
export function relaxedHeader(value: string): string {
  return value
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/^ | $/g, '')
}

/** A body with lines ended by CRLF in the form that is hashed (RFC 6376 3.4.4). What is in it already is given back as it is. */
export function relaxedBody(body: Buffer): Buffer {
  if (isRelaxed(body)) return body
  const lines = body.toString('latin1').split('\r\n')
  const relaxed = lines.map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''))
  while (relaxed.at(-1) === '') relaxed.pop()
  return Buffer.from(relaxed.map((line) => `${line}\r\n`).join(''), 'latin1')
}

function isRelaxed(body: Buffer): boolean {
  return (
    body.subarray(-2).equals(CRLF) &&
    !body.subarray(-4).equals(EMPTY_LINE) &&
    !body.includes('  ') &&
    !body.includes('\t') &&
    !body.includes(' \r\n')
  )
}

const CRLF = Buffer.from('\r\n')
const EMPTY_LINE = Buffer.from('\r\n\r\n')
