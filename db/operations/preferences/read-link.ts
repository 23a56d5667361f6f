import type { TokenPurpose } from '#core/links/token.ts'
import { verifyToken } from '#db/keys/tokens.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'

/** Why a link leads nowhere. `link-gone`: it is sound, but whom or what it names is no longer here. */
export type LinkRefusal = 'link-cut' | 'link-forged' | 'link-expired' | 'link-used' | 'link-gone'

/** The ids a link carries. A sound link of another purpose is as good as forged. */
export function readLink(
  { keyring }: Pick<Memory, 'keyring'>,
  now: number,
  token: string,
  purpose: TokenPurpose,
): readonly number[] | Refused<LinkRefusal> {
  const verdict = verifyToken(keyring, token, purpose, now)
  if (verdict.ok) return verdict.ids
  if (verdict.problem === 'cut') return { refused: 'link-cut' }
  return { refused: verdict.problem === 'expired' ? 'link-expired' : 'link-forged' }
}
