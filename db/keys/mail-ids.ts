import { timingSafeEqual } from 'node:crypto'
import { decodeBase32, encodeBase32 } from '#core/links/base32.ts'
import type { Keyring } from './keyring.ts'

/** A delivery of a campaign, or a service message. */
export type MailIdKind = 'd' | 's'

export interface MailId {
  kind: MailIdKind
  id: number
}

const MARK = /\b([ds])(\d{1,15})-([0-9a-z]{16})\b/gi

/**
 * What a message is called in its Message-ID and in the address its bounces come back to: `d42-` and a keyed hash. It depends on nothing but
 * the message, so that it is the same whatever happens, and nobody outside can make one.
 */
export function mailId(keyring: Pick<Keyring, 'mailMac'>, kind: MailIdKind, id: number): string {
  return `${kind}${id}-${encodeBase32(keyring.mailMac(`${kind}${id}`))}`
}

/** Every sound id found in a text (an address, a header, a bounce's copy of our message), each once, in the order they stand. */
export function mailIdsIn(keyring: Pick<Keyring, 'mailMac'>, text: string): MailId[] {
  const found = new Map<string, MailId>()
  for (const [, letter = '', digits = '', mac = ''] of text.matchAll(MARK)) {
    const kind = letter.toLowerCase() as MailIdKind
    const given = decodeBase32(mac)?.bytes
    const id = Number(digits)
    if (given !== undefined && timingSafeEqual(keyring.mailMac(`${kind}${id}`), given))
      found.set(kind + id, { kind, id })
  }
  return [...found.values()]
}
