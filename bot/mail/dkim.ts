import { type KeyObject, sign } from 'node:crypto'

/** Who signs: `domainName` and `selector` name the DNS record that holds the public key. */
export type DkimSettings = { readonly domainName: string; readonly selector: string; readonly privateKey: KeyObject }

// nodemailer leaves List-Unsubscribe-Post out; RFC 8058 wants it signed with List-Unsubscribe.
// biome-ignore format: a list reads better in rows
const SIGNED_HEADERS = [
  'From', 'Reply-To', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding',
  'Content-Language', 'Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post',
].join(':')

class DkimKeyError extends Error {
  readonly code = 'dkim-key-unusable'
  constructor(cause?: unknown) {
    super('The DKIM key cannot sign: give an RSA private key of at least 1024 bits.', { cause })
    this.name = 'DkimKeyError'
  }
}

/** What a message is signed with, as nodemailer names it. Throws `DkimKeyError` when the key cannot sign. */
export function dkimOptions({ domainName, selector, privateKey }: DkimSettings) {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'rsa') throw new DkimKeyError()
  if ((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < 1024) throw new DkimKeyError()
  try {
    sign('sha256', Buffer.from('probe'), privateKey)
  } catch (cause) {
    throw new DkimKeyError(cause)
  }
  return { domainName, keySelector: selector, privateKey, headerFieldNames: SIGNED_HEADERS }
}
