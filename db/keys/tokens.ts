import { timingSafeEqual } from 'node:crypto'
import { parseToken, type TokenContent, type TokenPurpose, tokenBytes, tokenText } from '#core/links/token.ts'
import type { Keyring } from './keyring.ts'

/**
 * `cut` and `forged` say only that the link cannot be used; `wrong-purpose` and `expired` are sound links, and `expired`
 * still says whose it was, so that a fresh one can be sent to the address.
 */
export type TokenVerdict =
  | { readonly ok: true; readonly ids: readonly number[] }
  | { readonly ok: false; readonly problem: 'cut' | 'forged' | 'wrong-purpose' }
  | { readonly ok: false; readonly problem: 'expired'; readonly ids: readonly number[] }

type LinkKeys = Pick<Keyring, 'linkVersion' | 'linkMac'>

/** The text of a link, signed with the newest link key. */
export function signToken(keyring: LinkKeys, content: Omit<TokenContent, 'version'>): string {
  const bytes = tokenBytes({ ...content, version: keyring.linkVersion })
  const mac = keyring.linkMac(keyring.linkVersion, bytes)
  if (mac === undefined) throw new Error('the keyring lacks its own link key')
  return tokenText(bytes, mac)
}

/** Reads a link as it comes back; any link-key version that ever was verifies. */
export function verifyToken(keyring: LinkKeys, text: string, purpose: TokenPurpose, nowMs: number): TokenVerdict {
  const token = parseToken(text)
  if ('problem' in token) return { ok: false, problem: token.problem === 'cut' ? 'cut' : 'forged' }
  const mac = keyring.linkMac(token.version, token.signedBytes)
  if (mac === undefined || !timingSafeEqual(mac, token.mac)) return { ok: false, problem: 'forged' }
  if (token.purpose !== purpose) return { ok: false, problem: 'wrong-purpose' }
  if (token.expiresAt !== null && token.expiresAt <= nowMs) return { ok: false, problem: 'expired', ids: token.ids }
  return { ok: true, ids: token.ids }
}
