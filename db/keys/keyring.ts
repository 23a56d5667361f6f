import { createHmac, randomBytes } from 'node:crypto'
import type { Database, Read, Write } from '#db/open.ts'
import { type ReceiptSigner, receiptSigner } from './receipt-signer.ts'
import { unwrap, type WrappingKey, wrap, wrappingKey, wrongSecret } from './wrapping.ts'

/** Keys of the house; a contact's key (`contact`) is made with its first evidence. `check` proves the secret. */
const HOUSE_PURPOSES = ['check', 'link', 'tombstone', 'receipt'] as const
type HousePurpose = (typeof HOUSE_PURPOSES)[number]

const KEY_BYTES = 32
const MAC_BYTES = 16
const MAIL_MAC_BYTES = 10
// 132 bits.
const HASH_LENGTH = 22
const CHECK_TEXT = 'This secret belongs here.'
const CONTACT_KEY = aboutKey('contact', 1)

/** A contact's key: `raw` seals its evidence, `wrapped` goes into `keys` (purpose `contact`, version 1). */
export interface ContactKey {
  readonly raw: Buffer
  readonly wrapped: string
}

/** The opened keys. Everything is synchronous and none of them leaves it. */
export interface Keyring {
  /** The version new links are signed with. */
  readonly linkVersion: number
  /** 16 bytes; undefined for a version that does not exist. */
  linkMac(version: number, bytes: Uint8Array): Buffer | undefined
  /** Keyed hash of a normalised address or number, 22 characters; the same for ever, so that a tombstone is found again. */
  addressHash(normalisedAddress: string): string
  /** 10 bytes; the same for ever, so that a bounce of years ago is still known as ours. */
  mailMac(mailId: string): Buffer
  makeContactKey(): ContactKey
  /** @throws KeyError wrong-secret, unreadable-seal */
  openContactKey(wrapped: string): Buffer
  readonly receipts: ReceiptSigner
}

/**
 * Opens the keys of a migrated database; makes the house's keys at first start.
 * @param previous EGARD_SECRET_PREVIOUS, while keys are still wrapped with it
 * @throws KeyError bad-secret, wrong-secret
 */
export async function openKeyring(
  database: Database,
  secret: string,
  previous: string | undefined,
  nowMs: number,
): Promise<Keyring> {
  const current = wrappingKey(secret)
  const keys = previous ? [current, wrappingKey(previous, 'EGARD_SECRET_PREVIOUS')] : [current]
  let rows = await houseRows(database.read)
  if (rows.length === 0) {
    // Serializable: of two processes that start on an empty database, one makes the keys.
    const options = { isolation: 'serializable' } as const
    rows = await database.write((db) => makeHouseKeys(db, current, nowMs), options)
  }
  return keyringOf(rows, keys)
}

/** A new version of the key that signs links; the older ones keep verifying. Running processes take it at their next start. */
export async function rotateLinkKey(database: Database, secret: string, nowMs: number): Promise<number> {
  const current = wrappingKey(secret)
  return database.write(async (db) => {
    const versions = (await houseRows(db)).filter(({ purpose }) => purpose === 'link').map(({ version }) => version)
    const version = Math.max(0, ...versions) + 1
    await db
      .updateTable('keys')
      .set({ retired_at: nowMs })
      .where('purpose', '=', 'link')
      .where('retired_at', 'is', null)
      .execute()
    await insertKey(db, current, { purpose: 'link', version }, nowMs)
    return version
  })
}

/** What a wrapped key is bound to, so that rows cannot be exchanged. */
export function aboutKey(purpose: string, version: number): string {
  return `${purpose}:${version}`
}

interface HouseRow {
  purpose: string
  version: number
  wrapped: string
}

function houseRows(db: Read): Promise<HouseRow[]> {
  return db
    .selectFrom('keys')
    .select(['purpose', 'version', 'wrapped'])
    .where('purpose', 'in', HOUSE_PURPOSES)
    .orderBy('version')
    .execute()
}

async function makeHouseKeys(db: Write, key: WrappingKey, nowMs: number): Promise<HouseRow[]> {
  const made = await houseRows(db)
  if (made.length > 0) return made
  for (const purpose of HOUSE_PURPOSES) await insertKey(db, key, { purpose, version: 1 }, nowMs)
  return houseRows(db)
}

async function insertKey(
  db: Write,
  key: WrappingKey,
  { purpose, version }: { purpose: HousePurpose; version: number },
  nowMs: number,
): Promise<void> {
  const raw = purpose === 'check' ? Buffer.from(CHECK_TEXT) : randomBytes(KEY_BYTES)
  const wrapped = wrap(key, raw, aboutKey(purpose, version))
  await db.insertInto('keys').values({ purpose, version, wrapped, made_at: nowMs }).execute()
}

function keyringOf(rows: readonly HouseRow[], keys: readonly WrappingKey[]): Keyring {
  const opened = rows.map(({ purpose, version, wrapped }) => ({
    purpose,
    version,
    raw: unwrap(keys, wrapped, aboutKey(purpose, version)),
  }))
  const the = (purpose: HousePurpose) => {
    const found = opened.findLast((key) => key.purpose === purpose)
    if (found === undefined) throw wrongSecret()
    return found
  }
  if (the('check').raw.toString() !== CHECK_TEXT) throw wrongSecret()
  const tombstone = the('tombstone').raw
  const links = new Map(opened.filter(({ purpose }) => purpose === 'link').map(({ version, raw }) => [version, raw]))
  const [current] = keys
  if (current === undefined) throw wrongSecret()
  return {
    linkVersion: the('link').version,
    linkMac(version, bytes) {
      const key = links.get(version)
      return key && createHmac('sha256', key).update(bytes).digest().subarray(0, MAC_BYTES)
    },
    addressHash: (address) => createHmac('sha256', tombstone).update(address).digest('base64url').slice(0, HASH_LENGTH),
    mailMac: (id) => createHmac('sha256', tombstone).update(`mail ${id}`).digest().subarray(0, MAIL_MAC_BYTES),
    makeContactKey() {
      const raw = randomBytes(KEY_BYTES)
      return { raw, wrapped: wrap(current, raw, CONTACT_KEY) }
    },
    openContactKey: (wrapped) => unwrap(keys, wrapped, CONTACT_KEY),
    receipts: receiptSigner(the('receipt').raw),
  }
}
