import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** Signs receipts so that anybody who has the public key can check one without the database (Ed25519). */
export interface ReceiptSigner {
  /** base64url, 32 bytes; published, and named in the receipt. */
  readonly publicKey: string
  /** base64url, 64 bytes. */
  sign(text: string): string
}

// The fixed head of a PKCS #8 Ed25519 key (RFC 8410); the 32 secret bytes follow.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

export function receiptSigner(secretBytes: Uint8Array): ReceiptSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, secretBytes]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    publicKey: x ?? '',
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  }
}

/** Offline: needs only the receipt's text, its signature and the house's public key. */
export function verifyReceiptSignature(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    // Not a key or not a signature at all.
    return false
  }
}
