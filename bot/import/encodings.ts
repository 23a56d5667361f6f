import iconv from 'iconv-lite'

/** The encodings an export may be in; names as iconv-lite knows them. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'macroman',
  'cp850',
] as const
export type Encoding = (typeof ENCODINGS)[number]

const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  unicode: 'utf-16le',
  windows1252: 'windows-1252',
  cp1252: 'windows-1252',
  win1252: 'windows-1252',
  ansi: 'windows-1252',
  iso88591: 'iso-8859-1',
  latin1: 'iso-8859-1',
  iso885915: 'iso-8859-15',
  latin9: 'iso-8859-15',
  macroman: 'macroman',
  macintosh: 'macroman',
  mac: 'macroman',
  cp850: 'cp850',
  ibm850: 'cp850',
  dos: 'cp850',
}

/** What a person writes after --encoding. Undefined when it is not supported. */
export function encodingNamed(name: string): Encoding | undefined {
  return ALIASES[name.toLowerCase().replace(/[^a-z0-9]/g, '')]
}

export interface TextDecoding {
  /** The text of these bytes; a letter cut at their end is kept for the next call. */
  readonly write: (bytes: Buffer) => string
  readonly end: () => string
}

/** A streaming decoder that keeps every letter, the euro of newer Macintosh and DOS tables included. */
export function decoding(encoding: Encoding): TextDecoding {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  // Byte 0xDB of Mac Roman and 0xD5 of code page 850 became the euro in 1998; iconv-lite has the older tables.
  const old = encoding === 'macroman' ? '¤' : encoding === 'cp850' ? 'ı' : undefined
  const modern = (text: string) => (old === undefined ? text : text.replaceAll(old, '€'))
  return { write: (bytes) => modern(decoder.write(bytes)), end: () => modern(decoder.end() ?? '') }
}

export function decodeAll(bytes: Buffer, encoding: Encoding): string {
  const { write, end } = decoding(encoding)
  return write(bytes) + end()
}
