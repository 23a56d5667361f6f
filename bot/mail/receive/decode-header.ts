import { decodeBytes } from './decode-bytes.ts'

const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]{0,10000})\?=/gi

/** A header's value as text: encoded words (RFC 2047, also split in the middle of a character), raw 8-bit bytes, no control characters. `raw` has one character per byte. */
export function decodeHeader(raw: string): string {
  const plain = (text: string) => decodeBytes(Buffer.from(text, 'latin1'))
  let out = ''
  let at = 0
  let open: { charset: string; bytes: Buffer[] } | undefined
  const close = () => {
    if (open !== undefined) out += decodeBytes(Buffer.concat(open.bytes), open.charset)
    open = undefined
  }
  for (const found of raw.matchAll(WORD)) {
    const [whole, named = '', encoding = '', text = ''] = found
    const between = raw.slice(at, found.index)
    const charset = (named.split('*', 1)[0] ?? '').toLowerCase()
    if (open === undefined || between.trim() !== '' || open.charset !== charset) {
      const isGlued = open !== undefined && between.trim() === ''
      close()
      if (!isGlued) out += plain(between)
      open = { charset, bytes: [] }
    }
    open.bytes.push(encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quoted(text))
    at = found.index + whole.length
  }
  close()
  return (out + plain(raw.slice(at))).replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, ' ').trim()
}

function quoted(text: string): Buffer {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
