import { isWornOut } from '#core/incoming-effects/soft-bounces.ts'
import type { Write } from '#db/open.ts'

/** No SMS reaches this number, whoever has it. True when somebody carried it as usable; a number blocked at the provider stays so. */
export async function endNumber(db: Write, numberHash: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contacts')
    .set({ phone_state: 'bounced' })
    .where('phone_hash', '=', numberHash)
    .where('phone_state', '=', 'usable')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** More than a person gets in the time that counts. */
const HISTORY = 50

/** The same for a number that failed to take so many messages in a row, for so long. */
export async function endWornOutNumber(
  db: Write,
  now: number,
  { numberHash, contactId }: { numberHash: string; contactId: number },
): Promise<boolean> {
  const carriers = await db.selectFrom('contacts').select('id').where('phone_hash', '=', numberHash).limit(20).execute()
  const rows = await db
    .selectFrom('deliveries')
    .select(['finished_at', 'sending_at', 'bounced'])
    .where('contact_id', 'in', [...new Set([contactId, ...carriers.map(({ id }) => id)])])
    .where('address_hash', '=', numberHash)
    .where('channel', '=', 'sms')
    .where((e) => e.or([e('state', '=', 'sent'), e('bounced', 'is not', null)]))
    .orderBy('finished_at', 'desc')
    .limit(HISTORY)
    .execute()
  const history = rows.map(({ finished_at, sending_at, bounced }) => ({
    at: sending_at ?? finished_at ?? 0,
    bounced: bounced ?? undefined,
  }))
  return isWornOut(history, now) && endNumber(db, numberHash)
}
