import { CHANNELS } from '#core/consent/reach.ts'
import { normaliseEmail } from '#core/contacts/email.ts'
import { normalisePhone } from '#core/contacts/phone.ts'
import type { Channel } from '#core/house.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { type LanguageWish, pageLanguage } from './recipient.ts'
import { mayMail, queueFormMail } from './service-mail.ts'

export interface RequestFreshLink {
  /** As the person typed it: an e-mail address, or a number where this house sends SMS. */
  address: string
  wish: LanguageWish
}

/**
 * Sends a fresh preference link to an address or number that is known. The answer is the same for each, known or not, written to lately or not: a
 * form never tells who is in the base.
 */
export async function requestFreshLink(
  memory: Memory,
  now: number,
  { address: typed, wish }: RequestFreshLink,
): Promise<{ asked: true } | Refused<'not-an-address'>> {
  const place = readPlace(memory, typed.slice(0, LONGEST))
  if (place === undefined) return { refused: 'not-an-address' }
  const { channel, address } = place
  const addressHash = memory.keyring.addressHash(address)
  return memory.database.write(
    async (db) => {
      const contact = await db
        .selectFrom('contacts')
        .select(['id', 'language'])
        .where(channel === 'email' ? 'email_hash' : 'phone_hash', '=', addressHash)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (contact === undefined || !(await mayMail(db, addressHash, now))) return { asked: true }
      const language = pageLanguage(wish, contact.language)
      const data = { contactId: contact.id }
      await queueFormMail(db, { kind: 'fresh-link', channel, address, addressHash, language, data }, now)
      return { asked: true }
    },
    // Asked twice at once: one message.
    { isolation: 'serializable' },
  )
}

const LONGEST = 400

function readPlace(
  { house, channels = CHANNELS }: Memory,
  typed: string,
): { channel: Channel; address: string } | undefined {
  const email = normaliseEmail(typed)
  if (!('refused' in email)) return { channel: 'email', address: email.email }
  const phone = channels.includes('sms') ? normalisePhone(typed, house.organisation.country) : undefined
  return phone !== undefined && 'phone' in phone ? { channel: 'sms', address: phone.phone } : undefined
}
