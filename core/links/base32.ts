const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

// Crockford's: case does not matter; i and l are read as 1, o as 0.
const VALUES = new Map<string, number>(
  [...ALPHABET].flatMap((letter, value) => [
    [letter, value],
    [letter.toUpperCase(), value],
  ]),
)
for (const [lookalike, value] of [...'iIlL'].map((letter) => [letter, 1] as const)) VALUES.set(lookalike, value)
for (const lookalike of 'oO') VALUES.set(lookalike, 0)

/** Lower-case Crockford base32 without padding; the last character is filled with zero bits. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31]
}

/** Undefined for a character that is not base32; `whole` is false when bits are left over, as after a cut. */
export function decodeBase32(text: string): { bytes: Uint8Array; whole: boolean } | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of text) {
    const value = VALUES.get(letter)
    if (value === undefined) return undefined
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at] = held >> bits
      at += 1
      held &= (1 << bits) - 1
    }
  }
  return { bytes, whole: bits < 5 && held === 0 }
}
