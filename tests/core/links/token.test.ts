import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MAC_BYTES,
  parseToken,
  type TokenContent,
  type TokenPurpose,
  tokenBytes,
  tokenText,
} from '#core/links/token.ts'
import { TOKEN_LIVES, tokenExpiry } from '#core/links/token-lives.ts'

const purposes = Object.keys(TOKEN_LIVES) as TokenPurpose[]
const contents: fc.Arbitrary<TokenContent> = fc.record({
  version: fc.integer({ min: 1, max: 255 }),
  purpose: fc.constantFrom(...purposes),
  ids: fc.array(fc.oneof(fc.nat(), fc.maxSafeNat()), { maxLength: 15 }),
  expiresAt: fc.option(fc.integer({ min: 1, max: 4e9 }).map((seconds) => seconds * 1000)),
})
const macs = fc.uint8Array({ minLength: MAC_BYTES, maxLength: MAC_BYTES })

test('a token says what was put into it', () => {
  fc.assert(
    fc.property(contents, macs, (content, mac) => {
      const bytes = tokenBytes(content)
      expect(parseToken(tokenText(bytes, mac))).toEqual({ ...content, signedBytes: bytes, mac })
    }),
  )
})

test('a token is one run of lower-case letters and digits without i, l, o and u', () => {
  fc.assert(
    fc.property(contents, macs, (content, mac) => {
      expect(tokenText(tokenBytes(content), mac)).toMatch(/^[0-9a-hjkmnp-tv-z]+$/)
    }),
  )
})

const wrapping = fc.constantFrom(' ', '\n', '\r\n', '=\r\n', '\t', '\u00a0', '\u200b', '=')
const closing = fc.array(fc.constantFrom(...'.,;:!?)>]»"\'’'), { maxLength: 3 })

test('a token survives upper case, wrapping, look-alike letters and the punctuation after it', () => {
  fc.assert(
    fc.property(
      contents,
      macs,
      fc.array(fc.tuple(fc.nat(120), wrapping), { maxLength: 5 }),
      closing,
      fc.boolean(),
      (content, mac, breaks, end, upper) => {
        const text = tokenText(tokenBytes(content), mac)
        let mangled = upper
          ? text.toUpperCase().replaceAll('1', 'I').replaceAll('0', 'O')
          : text.replaceAll('1', 'l').replaceAll('0', 'o')
        for (const [at, gap] of breaks) mangled = mangled.slice(0, at) + gap + mangled.slice(at)
        expect(parseToken(` ${mangled}${end.join('')}`)).toEqual(parseToken(text))
      },
    ),
  )
})

test('a token that lost its end is said to be cut', () => {
  fc.assert(
    fc.property(contents, macs, fc.nat(), (content, mac, cut) => {
      const text = tokenText(tokenBytes(content), mac)
      const kept = 2 + (cut % (text.length - 2))
      expect(parseToken(text.slice(0, kept))).toEqual({ problem: 'cut' })
    }),
  )
})

test('one more or one other character never leaves the same token', () => {
  const letters = fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz')
  fc.assert(
    fc.property(contents, macs, letters, fc.nat(), (content, mac, letter, where) => {
      const text = tokenText(tokenBytes(content), mac)
      const at = where % text.length
      expect(parseToken(text + letter)).toEqual({ problem: 'not-a-token' })
      fc.pre(text[at] !== letter)
      expect(parseToken(text.slice(0, at) + letter + text.slice(at + 1))).not.toEqual(parseToken(text))
    }),
  )
})

test.for(['', ' ', '...', 'hello world, this is no link', 'ü', '0'.repeat(401), 'zzzz'])('%j is no token', (text) => {
  expect(parseToken(text)).toEqual({ problem: 'not-a-token' })
})

test('an id that is not a whole number cannot be put into a token', () => {
  const content = { version: 1, purpose: 'answer', expiresAt: null } as const
  for (const id of [-1, 1.5, Number.NaN, 2 ** 53])
    expect(() => tokenBytes({ ...content, ids: [id] })).toThrow(RangeError)
})

test('an ordinary link fits in 47 characters', () => {
  const bytes = tokenBytes({ version: 1, purpose: 'answer', ids: [1_000_000, 500, 2], expiresAt: Date.UTC(2028, 0, 1) })
  expect(tokenText(bytes, new Uint8Array(MAC_BYTES))).toHaveLength(47)
})

test('the way out of messages never expires; the other links do', () => {
  const now = Date.UTC(2026, 10, 22)
  expect(purposes.filter((purpose) => tokenExpiry(purpose, now) === null)).toEqual(['unsubscribe'])
  expect(tokenExpiry('answer', now)).toBeGreaterThanOrEqual(Date.UTC(2027, 11, 22))
  expect(tokenExpiry('confirmation', now)).toBe(now + 15 * 60_000)
})
