import { decodeAll, type Encoding } from './encodings.ts'

/** Scored on letters, not on byte ranges: in every one-byte encoding every byte is "valid". */
const CANDIDATES = ['windows-1252', 'iso-8859-15', 'macroman', 'cp850'] as const satisfies readonly Encoding[]

/** How much a character speaks for the reading that produced it: French and Dutch texts, then their neighbours. */
const WEIGHTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    é: 10,
    è: 7,
    à: 7,
    ç: 6,
    ê: 6,
    ë: 6,
    ï: 6,
    ô: 5,
    î: 5,
    û: 4,
    ù: 4,
    â: 5,
    œ: 5,
    ü: 4,
    ö: 4,
    ä: 4,
    á: 2,
    í: 2,
    ó: 2,
    ú: 2,
    ñ: 2,
    ÿ: 1,
    æ: 1,
    ß: 2,
    ø: 1,
    å: 1,
    É: 5,
    È: 3,
    À: 4,
    Ç: 3,
    Ê: 3,
    Ë: 2,
    Ï: 2,
    Ô: 2,
    Î: 2,
    Û: 1,
    Ù: 1,
    Â: 1,
    Œ: 2,
    Ü: 1,
    Ö: 1,
    Ä: 1,
    '’': 6,
    '‘': 2,
    '“': 3,
    '”': 3,
    '«': 4,
    '»': 4,
    '€': 5,
    '–': 4,
    '—': 3,
    '…': 3,
    '°': 4,
    '\u00a0': 2,
    '•': 1,
    '²': 1,
    '·': 1,
    '´': 1,
    '§': 1,
    '£': 2,
    '®': 1,
    '™': 1,
    '©': 1,
    š: 1,
    ž: 1,
    ł: 1,
    ã: 1,
    õ: 1,
  }),
)

/** Undefined when the bytes are no text in any encoding known here. `sample` may stop in the middle of a character. */
export function detectEncoding(sample: Buffer): { readonly encoding: Encoding; readonly bomBytes: number } | undefined {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 }
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 }
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 }
  const wide = wideEncoding(sample)
  if (wide !== undefined) return { encoding: wide, bomBytes: 0 }
  if (looksBinary(sample)) return undefined
  if (isUtf8(sample)) return { encoding: 'utf-8', bomBytes: 0 }
  return { encoding: narrowEncoding(sample), bomBytes: 0 }
}

/** Western text in UTF-16 has a zero in nearly every other byte. */
function wideEncoding(sample: Buffer): Encoding | undefined {
  const pairs = Math.min(sample.length >> 1, 20_000)
  if (pairs < 2) return undefined
  let high = 0
  let low = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (sample[pair * 2] === 0) high++
    if (sample[pair * 2 + 1] === 0) low++
  }
  if (low / pairs > 0.7 && high / pairs < 0.05) return 'utf-16le'
  return high / pairs > 0.7 && low / pairs < 0.05 ? 'utf-16be' : undefined
}

function looksBinary(sample: Buffer): boolean {
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  }
  return controls > 8 && controls / sample.length > 0.002
}

/** A few broken bytes in a text that is otherwise UTF-8 (two exports glued together) do not make it something else. */
function isUtf8(sample: Buffer): boolean {
  let good = 0
  let bad = 0
  let at = 0
  while (at < sample.length) {
    const byte = sample[at] ?? 0
    if (byte < 0x80) {
      at++
      continue
    }
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0
    let whole = length > 0
    const inside = Math.min(length, sample.length - at)
    for (let next = 1; next < inside; next++) if (((sample[at + next] ?? 0) & 0xc0) !== 0x80) whole = false
    // The sample may be cut inside its last letter, but a lone last byte is no proof of UTF-8.
    if (whole && inside < length && good > 0) break
    if (inside < length) whole = false
    if (whole) good++
    else bad++
    at += whole ? length : 1
  }
  return bad === 0 || (good >= 20 && bad / good < 0.05)
}

function narrowEncoding(sample: Buffer): Encoding {
  let best: Encoding = 'windows-1252'
  let bestScore = Number.NEGATIVE_INFINITY
  const lines = interestingLines(sample)
  for (const encoding of CANDIDATES) {
    const score = plausibility(decodeAll(lines, encoding))
    if (score > bestScore) {
      best = encoding
      bestScore = score
    }
  }
  return best
}

/** Only the surroundings of bytes over 0x7f matter, and 64 kB of them are enough. */
function interestingLines(sample: Buffer): Buffer {
  const parts: Buffer[] = []
  let size = 0
  let end = 0
  for (let at = 0; at < sample.length && size < 65_536; at++) {
    if ((sample[at] ?? 0) < 0x80 || at < end) continue
    const start = Math.max(end, at - 16)
    end = Math.min(sample.length, at + 16)
    parts.push(sample.subarray(start, end))
    size += end - start
  }
  return Buffer.concat(parts)
}

function plausibility(text: string): number {
  let score = 0
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x80) continue
    const char = text[at] ?? ''
    const weight = WEIGHTS.get(char) ?? (/[\u0080-\u009f\ufffd]/.test(char) ? -20 : /\p{L}/u.test(char) ? -3 : -8)
    score += weight > 0 && misplaced(char, text[at - 1] ?? ' ', text[at + 1] ?? ' ') ? -6 : weight
  }
  return score
}

/** A capital inside a small-letter word, a letter mark glued between digits, a bracket inside a word. */
function misplaced(char: string, before: string, after: string): boolean {
  if (/\p{Lu}/u.test(char))
    return (
      /\p{Ll}/u.test(before) ||
      (/\p{L}/u.test(before) === false && /\p{Ll}/u.test(after) && !/[ÉÈÀÇÊÎÔÂŒÖÜÄË]/.test(char))
    )
  if (/\p{Ll}/u.test(char))
    return (
      /\d/.test(before) ||
      (!/\p{L}/u.test(before) && !/\p{L}/u.test(after) && !'àÀ'.includes(char)) ||
      (/\p{Lu}/u.test(before) && /\p{Lu}/u.test(after))
    )
  if (char === '’' || char === '‘') return !/\p{L}/u.test(before) && !/\p{L}/u.test(after)
  if (char === '€' || char === '£') return /\p{L}/u.test(before) || /\p{L}/u.test(after)
  if (char === '°') return /\p{Ll}/u.test(after)
  return /\p{L}/u.test(before) && /\p{L}/u.test(after)
}
