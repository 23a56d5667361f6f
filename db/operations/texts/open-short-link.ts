import { signToken } from '#db/keys/tokens.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'

const PAGES = { answer: 'r', preferences: 'p', unsubscribe: 'u' } as const
const CODE = /^[0-9a-z]{12}$/

/**
 * The page a short address leads to, as a path with a freshly signed token that lives no longer than the address does. Reading changes nothing.
 * What no address of ours can be is not looked up.
 */
export async function openShortLink(
  { database, keyring }: Pick<Memory, 'database' | 'keyring'>,
  now: number,
  text: string,
): Promise<{ path: string } | Refused<'unknown-link' | 'link-expired'>> {
  const code = asWritten(text)
  if (!CODE.test(code)) return { refused: 'unknown-link' }
  const link = await database.read
    .selectFrom('short_links')
    .select(['purpose', 'contact_id', 'campaign_id', 'expires_at'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (link === undefined) return { refused: 'unknown-link' }
  const { purpose, contact_id, campaign_id, expires_at: expiresAt } = link
  if (expiresAt !== null && expiresAt <= now) return { refused: 'link-expired' }
  const ids = purpose === 'preferences' ? [contact_id] : [contact_id, campaign_id]
  return { path: `/${PAGES[purpose]}/${signToken(keyring, { purpose, ids, expiresAt })}` }
}

/** Typed from one phone into another: case does not matter, i and l are 1, o is 0, and a full stop after the address is none of it. */
function asWritten(text: string): string {
  return text
    .toLowerCase()
    .replace(/[.,;:!?)\]]+$/, '')
    .replaceAll(/[il]/g, '1')
    .replaceAll('o', '0')
}
