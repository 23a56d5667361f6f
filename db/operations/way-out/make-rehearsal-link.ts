import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Memory } from '#db/operations/memory.ts'

/** The token of a link that names nobody: pressing it goes the whole way out, and is taken back. */
export function makeRehearsalToken({ keyring }: Pick<Memory, 'keyring'>, now: number): string {
  return signToken(keyring, { purpose: 'self-test', ids: [], expiresAt: tokenExpiry('self-test', now) })
}
