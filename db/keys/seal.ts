import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { KeyError } from './key-error.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: nonce, ciphertext, tag. `about` is bound to the bytes and must be the same to open them. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws KeyError unreadable-seal: another key, another `about`, or changed bytes */
export function openBytes(key: Uint8Array, sealed: Uint8Array, about: string): Buffer {
  try {
    const end = sealed.length - TAG_BYTES
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(sealed.subarray(end))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
  } catch (cause) {
    throw new KeyError('unreadable-seal', 'What is sealed cannot be opened with this key.', cause)
  }
}

/** Evidence under one contact's key, as base64 text. */
export function sealFor(contactKey: Uint8Array, plaintext: string): string {
  return sealBytes(contactKey, Buffer.from(plaintext), 'evidence').toString('base64')
}

/** @throws KeyError unreadable-seal */
export function openFor(contactKey: Uint8Array, sealed: string): string {
  return openBytes(contactKey, Buffer.from(sealed, 'base64'), 'evidence').toString()
}
