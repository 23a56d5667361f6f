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
