import { createHash, hkdfSync } from 'node:crypto'
import { KeyError } from './key-error.ts'
import { openBytes, sealBytes } from './seal.ts'

const SECRET_BYTES = 32
const MARK_BYTES = 4

/** The key that wraps the keyring's keys, made from EGARD_SECRET. */
export interface WrappingKey {
  readonly bytes: Buffer
  /** Stands before what it wrapped, so that one knows which of two secrets opens it; says nothing about the secret. */
  readonly mark: Buffer
}

/** @throws KeyError bad-secret */
export function wrappingKey(secret: string, name = 'EGARD_SECRET'): WrappingKey {
  const raw = Buffer.from(secret, 'base64')
  if (raw.length !== SECRET_BYTES || raw.toString('base64').replace('=', '') !== secret.trim().replace('=', '')) {
    throw new KeyError('bad-secret', `${name} must be 32 bytes in base64; make one with: openssl rand -base64 32`)
  }
  const bytes = Buffer.from(hkdfSync('sha256', raw, '', 'egard keyring 1', 32))
  return { bytes, mark: createHash('sha256').update('mark').update(bytes).digest().subarray(0, MARK_BYTES) }
}

/** Base64 text for the `wrapped` column. */
export function wrap(key: WrappingKey, raw: Uint8Array, about: string): string {
  return Buffer.concat([key.mark, sealBytes(key.bytes, raw, about)]).toString('base64')
}

/** @throws KeyError wrong-secret */
export function unwrap(keys: readonly WrappingKey[], wrapped: string, about: string): Buffer {
  const bytes = Buffer.from(wrapped, 'base64')
  const key = keys.find(({ mark }) => mark.equals(bytes.subarray(0, MARK_BYTES)))
  if (key === undefined) throw wrongSecret()
  return openBytes(key.bytes, bytes.subarray(MARK_BYTES), about)
}

export function isWrappedBy(key: WrappingKey, wrapped: string): boolean {
  return key.mark.equals(Buffer.from(wrapped.slice(0, 8), 'base64').subarray(0, MARK_BYTES))
}

export function wrongSecret(): KeyError {
  return new KeyError('wrong-secret', 'This secret does not belong to this database.')
}
