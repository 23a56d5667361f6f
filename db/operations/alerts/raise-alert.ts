import type { Alert } from '#core/alerts/alert.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { addNotice } from '#db/tables/notices.ts'

/**
 * Tells the on-call channel and the privacy address, in the organisation's language; written with the change it tells of, so neither
 * happens without the other.
 */
export async function raiseAlert(
  db: Write,
  { house, keyring }: Pick<Memory, 'house' | 'keyring'>,
  alert: Alert,
  now: number,
): Promise<void> {
  const data = JSON.stringify(alert)
  await addNotice(db, { kind: 'alert', channel: 'oncall', data: { ...alert } }, now)
  const address = house.dpo.email
  await db
    .insertInto('service_messages')
    .values({
      kind: 'alert',
      address,
      address_hash: keyring.addressHash(address.toLowerCase()),
      language: house.organisation.language,
      data,
      state: 'queued',
      due_at: now,
      attempts: 0,
    })
    .execute()
}
