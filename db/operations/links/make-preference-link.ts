import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import { findByAddress } from '#db/operations/decision/explain-contact.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'

export interface PreferenceLink {
  contactId: number
  /** What stands after `/p/`. */
  token: string
  /** Epoch milliseconds. */
  expiresAt: number | undefined
}

/** A fresh preference link for somebody support is talking to. Whoever holds it acts as that person, so who made it is written down first. */
export async function makePreferenceLink(
  memory: Memory,
  now: number,
  { address, actor }: { address: string; actor: string },
): Promise<PreferenceLink | Refused<'unknown-contact'>> {
  const contactId = await findByAddress(memory, address)
  if (contactId === undefined) return { refused: 'unknown-contact' }
  await memory.database.write((db) =>
    db
      .insertInto('audit')
      .values({ at: now, actor, act: 'preference-link', subject: `contact ${contactId}` })
      .execute(),
  )
  const expiresAt = tokenExpiry('preferences', now)
  const token = signToken(memory.keyring, { purpose: 'preferences', ids: [contactId], expiresAt })
  return { contactId, token, expiresAt: expiresAt ?? undefined }
}
