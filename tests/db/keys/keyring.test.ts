import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Keyring, openKeyring, rotateLinkKey } from '#db/keys/keyring.ts'
import { verifyReceiptSignature } from '#db/keys/receipt-signer.ts'
import { rotateSecret } from '#db/keys/rotate-secret.ts'
import { openFor, sealFor } from '#db/keys/seal.ts'
import { signToken, verifyToken } from '#db/keys/tokens.ts'
import type { Database } from '#db/open.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const now = Date.UTC(2026, 10, 22)
const secret = Buffer.alloc(32, 1).toString('base64')
const other = Buffer.alloc(32, 2).toString('base64')

async function storeContactKey(database: Database, keyring: Keyring, contactId: number): Promise<Buffer> {
  const { raw, wrapped } = keyring.makeContactKey()
  const row = { purpose: 'contact', version: 1, contact_id: contactId, wrapped, made_at: now }
  await database.write((db) => db.insertInto('keys').values(row).execute())
  return raw
}

async function contactKeys(database: Database): Promise<string[]> {
  const rows = await database.read
    .selectFrom('keys')
    .select('wrapped')
    .where('purpose', '=', 'contact')
    .orderBy('id')
    .execute()
  return rows.map(({ wrapped }) => wrapped)
}

onBothDatabases('the keyring', (open) => {
  test('makes its keys once and finds them again', async () => {
    const database = await open()
    const first = await openKeyring(database, secret, undefined, now)
    const again = await openKeyring(database, secret, undefined, now + 1)
    expect(again.addressHash('ana@example.org')).toBe(first.addressHash('ana@example.org'))
    expect(again.receipts.publicKey).toBe(first.receipts.publicKey)
    expect(again.linkMac(1, new Uint8Array(8))).toEqual(first.linkMac(1, new Uint8Array(8)))
    const rows = await database.read
      .selectFrom('keys')
      .select(['purpose', 'version', 'made_at'])
      .orderBy('purpose')
      .execute()
    expect(rows).toEqual(
      ['check', 'link', 'receipt', 'tombstone'].map((purpose) => ({ purpose, version: 1, made_at: now })),
    )
  })

  test('two that open an empty database at once share one set of keys', async () => {
    const database = await open()
    const rings = await Promise.all([1, 2, 3].map(() => openKeyring(database, secret, undefined, now)))
    expect(new Set(rings.map((ring) => ring.addressHash('ana@example.org'))).size).toBe(1)
    expect(await database.read.selectFrom('keys').select('id').execute()).toHaveLength(4)
  })

  test('a wrong secret is refused and changes nothing', async () => {
    const database = await open()
    await openKeyring(database, secret, undefined, now)
    const message = 'This secret does not belong to this database.'
    await expect(openKeyring(database, other, undefined, now)).rejects.toMatchObject({ code: 'wrong-secret', message })
    await expect(openKeyring(database, secret, undefined, now)).resolves.toBeDefined()
  })

  test('a secret that is not 32 bytes is refused with the command that makes one', async () => {
    const database = await open()
    const message = 'EGARD_SECRET must be 32 bytes in base64; make one with: openssl rand -base64 32'
    for (const bad of ['', 'secret', randomBytes(31).toString('base64'), `${secret}!`, 'é'.repeat(44)])
      await expect(openKeyring(database, bad, undefined, now)).rejects.toMatchObject({ code: 'bad-secret', message })
  })

  test('after a rotation only the new secret opens it, and everything means what it meant', async () => {
    const database = await open()
    const before = await openKeyring(database, secret, undefined, now)
    const raws = [await storeContactKey(database, before, 1), await storeContactKey(database, before, 2)]
    const link = signToken(before, { purpose: 'unsubscribe', ids: [7], expiresAt: null })

    expect(await rotateSecret(database, other, secret)).toBe(6)
    expect(await rotateSecret(database, other, secret)).toBe(0)

    await expect(openKeyring(database, secret, undefined, now)).rejects.toMatchObject({ code: 'wrong-secret' })
    const after = await openKeyring(database, other, undefined, now)
    expect(after.addressHash('ana@example.org')).toBe(before.addressHash('ana@example.org'))
    expect(verifyToken(after, link, 'unsubscribe', now)).toEqual({ ok: true, ids: [7] })
    expect((await contactKeys(database)).map((wrapped) => after.openContactKey(wrapped))).toEqual(raws)
  })

  test('while a rotation is half done, both secrets together open every key', async () => {
    const database = await open()
    const old = await openKeyring(database, secret, undefined, now)
    const raw = await storeContactKey(database, old, 1)
    const both = await openKeyring(database, other, secret, now)
    const newRaw = await storeContactKey(database, both, 2)
    expect((await contactKeys(database)).map((wrapped) => both.openContactKey(wrapped))).toEqual([raw, newRaw])
  })

  test('links of an older link key verify for ever', async () => {
    const database = await open()
    const first = await openKeyring(database, secret, undefined, now)
    const link = signToken(first, { purpose: 'unsubscribe', ids: [7], expiresAt: null })
    expect(await rotateLinkKey(database, secret, now)).toBe(2)
    const second = await openKeyring(database, secret, undefined, now)
    expect(second.linkVersion).toBe(2)
    expect(verifyToken(second, link, 'unsubscribe', now)).toEqual({ ok: true, ids: [7] })
    const newer = signToken(second, { purpose: 'unsubscribe', ids: [7], expiresAt: null })
    expect(newer).not.toBe(link)
    expect(verifyToken(first, newer, 'unsubscribe', now)).toEqual({ ok: false, problem: 'forged' })
  })

  test('an address hash is 22 characters, keyed by the house', async () => {
    const [one, two] = [await open(), await open()]
    const ours = await openKeyring(one, secret, undefined, now)
    const theirs = await openKeyring(two, secret, undefined, now)
    expect(ours.addressHash('ana@example.org')).toMatch(/^[\w-]{22}$/)
    expect(ours.addressHash('ana@example.org')).not.toBe(ours.addressHash('ana@example.com'))
    expect(ours.addressHash('ana@example.org')).not.toBe(theirs.addressHash('ana@example.org'))
  })

  test('a receipt is checked with the public key alone, and any change shows', async () => {
    const { receipts } = await openKeyring(await open(), secret, undefined, now)
    const signature = receipts.sign('Reçu nº 1')
    expect(verifyReceiptSignature('Reçu nº 1', signature, receipts.publicKey)).toBe(true)
    expect(verifyReceiptSignature('Reçu nº 2', signature, receipts.publicKey)).toBe(false)
    expect(verifyReceiptSignature('Reçu nº 1', 'x', receipts.publicKey)).toBe(false)
    expect(verifyReceiptSignature('Reçu nº 1', signature, 'x')).toBe(false)
  })
})

test('sealed evidence opens with its own key only, unchanged only', () => {
  const key = randomBytes(32)
  const sealed = sealFor(key, 'Oui, « Ana » 🙂')
  expect(openFor(key, sealed)).toBe('Oui, « Ana » 🙂')
  expect(sealed).not.toBe(sealFor(key, 'Oui, « Ana » 🙂'))
  expect(() => openFor(randomBytes(32), sealed)).toThrow(expect.objectContaining({ code: 'unreadable-seal' }))
  const bytes = Buffer.from(sealed, 'base64')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => openFor(key, changed.toString('base64'))).toThrow(expect.objectContaining({ code: 'unreadable-seal' }))
  }
  expect(() => openFor(key, '')).toThrow(expect.objectContaining({ code: 'unreadable-seal' }))
})
