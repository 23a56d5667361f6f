import type { ConsentEvent } from '#core/consent/ledger.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'
import { addressesOfForgotten, type NotedAddresses, noteForgotten, noteForJournal } from './notes.ts'

/**
 * Notes events that lower or forget, with the addresses they hold for: it is called where events are appended, so that no operation can
 * forget it. @throws when somebody was removed without `noteAddresses`, since nobody could then be forgotten again after a restore.
 */
export async function noteEvents(
  db: Write,
  events: readonly ConsentEvent[],
  link: { seq: number; digest: string },
): Promise<void> {
  if (events.length === 0) return
  const found = await addressesOf(
    db,
    events.map(({ contactId }) => contactId),
  )
  noteForJournal(
    events.map(({ at, contactId, type, topic, channel }) => {
      const addresses = found.get(contactId) ?? addressesOfForgotten(contactId)
      if (addresses === undefined && type === 'deleted')
        throw new Error(`Contact ${contactId} was removed before its addresses were noted for the journal.`)
      const { email, phone } = addresses ?? { email: null, phone: null }
      return { about: 'event', at, type, topic, channel, email, phone, link }
    }),
  )
}

/** Keeps the addresses of contacts about to be removed, until the event that says so is appended in the same transaction. */
export async function noteAddresses(db: Write, contactIds: readonly number[]): Promise<void> {
  noteForgotten(await addressesOf(db, contactIds))
}

async function addressesOf(db: Write, contactIds: readonly number[]): Promise<Map<number, NotedAddresses>> {
  const rows = await db
    .selectFrom('contacts')
    .select(['id', 'email_hash', 'phone_hash'])
    .where('id', 'in', idsFromJson(db, [...new Set(contactIds)]))
    .execute()
  return new Map(rows.map(({ id, email_hash, phone_hash }) => [id, { email: email_hash, phone: phone_hash }]))
}
