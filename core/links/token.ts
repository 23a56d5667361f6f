import { decodeBase32, encodeBase32 } from './base32.ts'

/** What a link is for; a token of one purpose is refused for every other. The position is part of the format: append only. */
const PURPOSES = [
  'preferences',
  'answer',
  'unsubscribe',
  'confirmation',
  'preview',
  'staff-import',
  'staff-file',
  'self-test',
] as const

export type TokenPurpose = (typeof PURPOSES)[number]

/** What a link says, before it is signed. */
export interface TokenContent {
  /** Version of the link key, 1–255. */
  readonly version: number
  readonly purpose: TokenPurpose
  /** At most 15 whole numbers (contact, campaign, …); their meaning belongs to the purpose. */
  readonly ids: readonly number[]
  /** Milliseconds UTC, kept in whole seconds (rounded up); null = never. */
  readonly expiresAt: number | null
}

export interface ParsedToken extends TokenContent {
  /** What the MAC was made over. */
  readonly signedBytes: Uint8Array
  readonly mac: Uint8Array
}

/** `cut`: the end is missing, as after a wrapped line. `not-a-token`: it was never one, or characters were changed. */
export type TokenProblem = 'cut' | 'not-a-token'

export const MAC_BYTES = 16
const MAX_IDS = 15
const MAX_TEXT = 400

/** The bytes to sign: version, purpose and number of ids, the ids, the expiry in seconds. */
export function tokenBytes({ version, purpose, ids, expiresAt }: TokenContent): Uint8Array {
  if (!(version >= 1 && version <= 255) || ids.length > MAX_IDS) throw new RangeError('a token of an impossible shape')
  const bytes = [version, (PURPOSES.indexOf(purpose) << 4) | ids.length]
  for (const id of ids) appendVarint(bytes, id)
  appendVarint(bytes, expiresAt === null ? 0 : Math.max(1, Math.ceil(expiresAt / 1000)))
  return Uint8Array.from(bytes)
}

/** The text of a link: one run of lower-case Crockford base32. */
export function tokenText(signedBytes: Uint8Array, mac: Uint8Array): string {
  const bytes = new Uint8Array(signedBytes.length + MAC_BYTES)
  bytes.set(signedBytes)
  bytes.set(mac.subarray(0, MAC_BYTES), signedBytes.length)
  return encodeBase32(bytes)
}

/** Reads a token as people and mail programs hand it back; nothing is trusted until the MAC is compared. */
export function parseToken(text: string): ParsedToken | { readonly problem: TokenProblem } {
  if (text.length > MAX_TEXT) return { problem: 'not-a-token' }
  const read = decodeBase32(cleaned(text))
  if (read === undefined || read.bytes.length === 0) return { problem: 'not-a-token' }

  const { bytes, whole } = read
  const [version = 0, head] = bytes
  if (head === undefined) return { problem: 'cut' }
  const purpose = PURPOSES[head >> 4]
  if (version === 0 || purpose === undefined) return { problem: 'not-a-token' }

  const numbers: number[] = []
  let at = 2
  for (let count = (head & 15) + 1; count > 0; count -= 1) {
    const number = readVarint(bytes, at)
    if (typeof number === 'string') return { problem: number }
    numbers.push(number.value)
    at = number.next
  }
  if (bytes.length < at + MAC_BYTES) return { problem: 'cut' }
  if (bytes.length > at + MAC_BYTES || !whole) return { problem: 'not-a-token' }
  const seconds = numbers.pop() ?? 0
  return {
    version,
    purpose,
    ids: numbers,
    expiresAt: seconds === 0 ? null : seconds * 1000,
    signedBytes: bytes.subarray(0, at),
    mac: bytes.subarray(at),
  }
}

// Mail programs wrap (white space, "=" of quoted-printable) and glue the sentence's punctuation to a link.
function cleaned(text: string): string {
  return text.replace(/[\s=\u00ad\u200b-\u200d\u2060\ufeff]+/g, '').replace(/[.,;:!?)>\]}»”’"'*_]+$/, '')
}

function appendVarint(bytes: number[], value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('an id in a token is a whole number')
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}

function readVarint(bytes: Uint8Array, from: number): { value: number; next: number } | TokenProblem {
  let value = 0
  let scale = 1
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    value += (byte & 127) * scale
    if (!Number.isSafeInteger(value)) return 'not-a-token'
    if (byte < 128) return byte === 0 && at > from ? 'not-a-token' : { value, next: at + 1 }
    scale *= 128
  }
  return 'cut'
}
