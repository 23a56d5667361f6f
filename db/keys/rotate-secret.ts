import type { Database, Write } from '#db/open.ts'
import { aboutKey } from './keyring.ts'
import { isWrappedBy, unwrap, type WrappingKey, wrap, wrappingKey } from './wrapping.ts'

const BATCH = 500

/**
 * Wraps every key with `secret` instead of `previous` and returns how many were changed. Many short transactions, so it
 * may be stopped and started again; the house's keys come last, and until then Égard starts only with both secrets.
 * @throws KeyError bad-secret, wrong-secret when neither secret opens a key
 */
export async function rotateSecret(database: Database, secret: string, previous: string): Promise<number> {
  const current = wrappingKey(secret)
  const keys = [current, wrappingKey(previous, 'EGARD_SECRET_PREVIOUS')]
  let changed = 0
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const batch = await database.write((db) => rewrapContacts(db, from, current, keys))
    changed += batch.changed
    after = batch.last
  }
  return changed + (await database.write((db) => rewrapHouse(db, current, keys)))
}

async function rewrapContacts(
  db: Write,
  after: number,
  current: WrappingKey,
  keys: readonly WrappingKey[],
): Promise<{ changed: number; last: number | undefined }> {
  const rows = await db
    .selectFrom('keys')
    .select(['id', 'purpose', 'version', 'wrapped'])
    .where('purpose', '=', 'contact')
    .where('id', '>', after)
    .orderBy('id')
    .limit(BATCH)
    .execute()
  return { changed: await rewrap(db, rows, current, keys), last: rows.at(-1)?.id }
}

async function rewrapHouse(db: Write, current: WrappingKey, keys: readonly WrappingKey[]): Promise<number> {
  const rows = await db
    .selectFrom('keys')
    .select(['id', 'purpose', 'version', 'wrapped'])
    .where('purpose', '!=', 'contact')
    .execute()
  return rewrap(db, rows, current, keys)
}

interface KeyRow {
  id: number
  purpose: string
  version: number
  wrapped: string
}

async function rewrap(
  db: Write,
  rows: readonly KeyRow[],
  current: WrappingKey,
  keys: readonly WrappingKey[],
): Promise<number> {
  const old = rows.filter(({ wrapped }) => !isWrappedBy(current, wrapped))
  for (const { id, purpose, version, wrapped } of old) {
    const about = aboutKey(purpose, version)
    const next = wrap(current, unwrap(keys, wrapped, about), about)
    await db.updateTable('keys').set({ wrapped: next }).where('id', '=', id).execute()
  }
  return old.length
}
