import { normaliseEmail } from '#core/contacts/email.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { type LanguageWish, pageLanguage } from './recipient.ts'
import { mayMail, queueFormMail } from './service-mail.ts'

export interface RequestFreshLink {
  /** As the person typed it. */
  address: string
  wish: LanguageWish
}

/**
 * Sends a fresh preference link to an address that is known. The answer is the same for every address, known or not, written to lately or not: a form
 * never tells who is in the base.
 */
export async function requestFreshLink(
  { database, keyring }: Memory,
  now: number,
  { address, wish }: RequestFreshLink,
): Promise<{ asked: true } | Refused<'not-an-address'>> {
  const reading = normaliseEmail(address.slice(0, 400))
  if ('refused' in reading) return { refused: 'not-an-address' }
  const addressHash = keyring.addressHash(reading.email)
  return database.write(
    async (db) => {
      const contact = await db
        .selectFrom('contacts')
        .select(['id', 'email', 'language'])
        .where('email_hash', '=', addressHash)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (contact?.email == null || !(await mayMail(db, addressHash, now))) return { asked: true }
      const language = pageLanguage(wish, contact.language)
      const data = { contactId: contact.id }
      await queueFormMail(db, { kind: 'fresh-link', address: contact.email, addressHash, language, data }, now)
      return { asked: true }
    },
    // Asked twice at once: one mail.
    { isolation: 'serializable' },
  )
}
