import { isGsm7 } from './segments.ts'

// Characters people and word processors write, and the nearest thing GSM-7 has. Letters with marks are not listed: they lose the mark.
// biome-ignore format: a table of replacements reads better in rows
const INSTEAD: Readonly<Record<string, string>> = {
  'œ': 'oe', 'Œ': 'OE', 'æ': 'ae', 'ĳ': 'ij', 'Ĳ': 'IJ', 'ﬁ': 'fi', 'ﬂ': 'fl', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i',
  '’': "'", '‘': "'", '‚': "'", '‹': "'", '›': "'", '´': "'", '`': "'", 'ʼ': "'", '′': "'",
  '«': '"', '»': '"', '“': '"', '”': '"', '„': '"', '″': '"',
  '–': '-', '—': '-', '‐': '-', '\u2011': '-', '−': '-', '•': '-', '·': '-',
  '…': '...', '°': 'o', 'º': 'o', 'ª': 'a', '×': 'x', '²': '2', '³': '3', '½': '1/2', '¼': '1/4', '¾': '3/4', '©': '(c)', '®': '(R)', '™': '(TM)', '№': 'No',
  '\t': ' ', '\u2028': '\n', '\u2029': '\n',
  '\u00AD': '', '\u200B': '', '\u2060': '', '\uFEFF': '', '\u200E': '', '\u200F': '',
}
/** No-break, narrow and typographic spaces. Those inside French quotation marks go with the marks. */
const SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/gu
const QUOTED = /«[\s\u00A0\u2009\u202F]?|[\s\u00A0\u2009\u202F]?»/gu

/**
 * The same text in the characters of GSM-7, as somebody without the others would write it: "ça va être l’été" → "ca va etre l'été". What is in
 * GSM-7 stays as it is; a character that has no likeness there (an emoji, another alphabet) stays too.
 */
export function gsmWording(text: string): string {
  const written = [...text].every(isGsm7) ? text : text.normalize('NFC')
  const spaced = written.replaceAll(QUOTED, '"').replaceAll(SPACES, ' ')
  return [...spaced]
    .map((character) => (isGsm7(character) ? character : (INSTEAD[character] ?? bare(character))))
    .join('')
}

/** "ç" → "c", "Ê" → "E"; itself when even its bare letter is none of GSM-7's. */
function bare(character: string): string {
  const letter = character.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return letter !== '' && [...letter].every(isGsm7) ? letter : character
}
