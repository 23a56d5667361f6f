import iconv from 'iconv-lite'

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
/** Charsets whose bytes may look like UTF-8 or plain ASCII and are not: these are believed when named. */
const OF_THEIR_OWN =
  /^(?:utf-?7|utf-?16|utf-?32|ucs-?2|iso-2022|hz-gb|gb|big5|shift|sjis|windows-31j|euc|ks_c|cp9[345]|windows-9|ms9)/
const NO_NAME =
  /^(?:|us-ascii|ascii|ansi.*|utf-?8|unknown.*|x-unknown|x-user-defined|default|none|iso-8859-1|latin-?1|8bit|binary)$/

/**
 * Bytes of mail as text, whatever they claim to be. Valid UTF-8 is UTF-8 unless a charset of its own is named; else the named
 * charset counts; what is unknown or names none is windows-1252, of which iso-8859-1 in mail is a part. NUL bytes are dropped.
 */
export function decodeBytes(bytes: Buffer, charset = ''): string {
  return decode(
    bytes,
    charset
      .trim()
      .toLowerCase()
      .replace(/^x-(?=sjis|euc|gbk|big5|utf)/, ''),
  ).replaceAll('\0', '')
}

function decode(bytes: Buffer, named: string): string {
  if (OF_THEIR_OWN.test(named)) return named_(bytes, named) ?? bytes.toString('latin1')
  const whole = withoutBrokenEnd(bytes)
  try {
    return UTF8.decode(whole)
  } catch {
    if (/^utf-?8$/.test(named)) {
      const read = bytes.toString('utf8')
      const broken = read.split('\ufffd').length - 1
      const sound = (read.match(/[^\x00-\x7f\ufffd]/g) ?? []).length
      if (sound > broken) return read
    }
    return (NO_NAME.test(named) ? undefined : named_(bytes, named)) ?? iconv.decode(bytes, 'windows-1252')
  }
}

function named_(bytes: Buffer, charset: string): string | undefined {
  if (iconv.encodingExists(charset)) return iconv.decode(bytes, charset)
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return undefined
  }
}

/** A text that was cut may end within a character. */
function withoutBrokenEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0)
      return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}
