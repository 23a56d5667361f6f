import { createHash, type KeyObject, verify } from 'node:crypto'

export type DkimVerdict = {
  readonly bodyHashMatches: boolean
  readonly signatureMatches: boolean
  /** Names in h=, lower case. */
  readonly signedHeaders: readonly string[]
  readonly domain: string | undefined
  readonly selector: string | undefined
}

/** Checks the one DKIM-Signature of a raw message as a receiver does: relaxed/relaxed, rsa-sha256 (RFC 6376 3.4). */
export function verifyDkim(raw: string, publicKey: KeyObject): DkimVerdict {
  const split = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, split).split(/\r\n(?![ \t])/)
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? ''
  const tags = new Map(
    signature
      .slice(signature.indexOf(':') + 1)
      .split(';')
      .map((tag): [string, string] => {
        const equals = tag.indexOf('=')
        return [tag.slice(0, equals).trim(), tag.slice(equals + 1).replaceAll(/\s+/g, '')]
      }),
  )
  const signedHeaders = (tags.get('h') ?? '').toLowerCase().split(':')

  const unused = [...fields]
  const lines = signedHeaders.map((name) => {
    const index = unused.findLastIndex((field) => field.slice(0, field.indexOf(':')).trim().toLowerCase() === name)
    return index < 0 ? '' : `${relaxedHeader(unused.splice(index, 1)[0] ?? '')}\r\n`
  })
  const unsigned = relaxedHeader(signature.replace(/(\bb=)[\s\S]*$/, '$1'))
  const signed = Buffer.from(lines.join('') + unsigned, 'latin1')

  return {
    bodyHashMatches:
      createHash('sha256')
        .update(relaxedBody(raw.slice(split + 4)), 'latin1')
        .digest('base64') === tags.get('bh'),
    signatureMatches: verify('sha256', signed, publicKey, Buffer.from(tags.get('b') ?? '', 'base64')),
    signedHeaders,
    domain: tags.get('d'),
    selector: tags.get('s'),
  }
}

function relaxedHeader(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ')
  return `${field.slice(0, colon).trim().toLowerCase()}:${value.trim()}`
}

function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''))
  while (lines.at(-1) === '') lines.pop()
  return lines.map((line) => `${line}\r\n`).join('')
}
