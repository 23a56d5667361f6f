import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signToken, verifyToken } from '#db/keys/tokens.ts'

const now = Date.UTC(2026, 10, 22)

/** Link keys of two versions; links are signed with the second. */
const keyring = {
  linkVersion: 2,
  linkMac: (version: number, bytes: Uint8Array) =>
    version === 1 || version === 2
      ? createHmac('sha256', `key ${version}`).update(bytes).digest().subarray(0, 16)
      : undefined,
}

const ids = fc.array(fc.nat(), { maxLength: 4 })

test('a signed link verifies for its purpose and gives its ids', () => {
  fc.assert(
    fc.property(ids, (ids) => {
      const link = signToken(keyring, { purpose: 'answer', ids, expiresAt: now + 1000 })
      expect(verifyToken(keyring, link.toUpperCase(), 'answer', now)).toEqual({ ok: true, ids })
    }),
  )
})

test('any flipped bit is refused', () => {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  fc.assert(
    fc.property(ids, fc.nat(), fc.integer({ min: 0, max: 4 }), (ids, where, bit) => {
      const link = signToken(keyring, { purpose: 'answer', ids, expiresAt: now + 1000 })
      const at = where % link.length
      const flipped = letters[letters.indexOf(link[at] ?? '') ^ (1 << bit)] ?? ''
      const verdict = verifyToken(keyring, link.slice(0, at) + flipped + link.slice(at + 1), 'answer', now)
      expect(verdict.ok).toBe(false)
      expect(verdict).not.toHaveProperty('ids')
    }),
  )
})

test('a link of another purpose is refused', () => {
  const link = signToken(keyring, { purpose: 'preferences', ids: [1], expiresAt: null })
  expect(verifyToken(keyring, link, 'unsubscribe', now)).toEqual({ ok: false, problem: 'wrong-purpose' })
})

test('a link ends at its time and still says whose it was', () => {
  const link = signToken(keyring, { purpose: 'answer', ids: [1, 2], expiresAt: now })
  expect(verifyToken(keyring, link, 'answer', now - 1)).toEqual({ ok: true, ids: [1, 2] })
  expect(verifyToken(keyring, link, 'answer', now)).toEqual({ ok: false, problem: 'expired', ids: [1, 2] })
})

test('a link without an end never expires', () => {
  const link = signToken(keyring, { purpose: 'unsubscribe', ids: [1], expiresAt: null })
  expect(verifyToken(keyring, link, 'unsubscribe', Date.UTC(2126, 0, 1))).toEqual({ ok: true, ids: [1] })
})

test('a link cut by a mail program is told apart from a forged one', () => {
  const link = signToken(keyring, { purpose: 'answer', ids: [1], expiresAt: null })
  expect(verifyToken(keyring, link.slice(0, -3), 'answer', now)).toEqual({ ok: false, problem: 'cut' })
  expect(verifyToken(keyring, 'https://example.org', 'answer', now)).toEqual({ ok: false, problem: 'forged' })
})

test('a link of a key that never existed is forged', () => {
  const stranger = { ...keyring, linkVersion: 9, linkMac: () => Buffer.alloc(16) }
  const link = signToken(stranger, { purpose: 'answer', ids: [1], expiresAt: null })
  expect(verifyToken(keyring, link, 'answer', now)).toEqual({ ok: false, problem: 'forged' })
})
