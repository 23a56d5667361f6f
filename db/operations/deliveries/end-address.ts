import type { Channel } from '#core/house.ts'
import { isWornOut } from '#core/incoming-effects/soft-bounces.ts'
import type { Write } from '#db/open.ts'

/** Nothing reaches this address or number, whoever has it. True when somebody carried it as usable; a number blocked at the provider stays so. */
export async function endAddress(db: Write, channel: Channel, addressHash: string): Promise<boolean> {
  const carriers =
    channel === 'email'
      ? db
          .updateTable('contacts')
          .set({ email_state: 'bounced' })
          .where('email_hash', '=', addressHash)
          .where('email_state', '=', 'usable')
      : db
          .updateTable('contacts')
          .set({ phone_state: 'bounced' })
          .where('phone_hash', '=', addressHash)
          .where('phone_state', '=', 'usable')
  const { numUpdatedRows } = await carriers.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** More than a person gets in the time that counts. */
const HISTORY = 50
const MOST_CARRIERS = 20

/** The same for one that failed to take so many messages in a row, for so long. */
export async function endWornOut(
  db: Write,
  now: number,
  channel: Channel,
  { addressHash, contactId }: { addressHash: string; contactId: number },
): Promise<boolean> {
  const carriers = await db
    .selectFrom('contacts')
    .select('id')
    .where(channel === 'email' ? 'email_hash' : 'phone_hash', '=', addressHash)
    .limit(MOST_CARRIERS)
    .execute()
  const rows = await db
    .selectFrom('deliveries')
    .select(['finished_at', 'sending_at', 'bounced'])
    .where('contact_id', 'in', [...new Set([contactId, ...carriers.map(({ id }) => id)])])
    .where('address_hash', '=', addressHash)
    .where('channel', '=', channel)
    .where((e) => e.or([e('state', '=', 'sent'), e('bounced', 'is not', null)]))
    .orderBy('finished_at', 'desc')
    .limit(HISTORY)
    .execute()
  const history = rows.map(({ finished_at, sending_at, bounced }) => ({
    at: sending_at ?? finished_at ?? 0,
    bounced: bounced ?? undefined,
  }))
  return isWornOut(history, now) && endAddress(db, channel, addressHash)
}
