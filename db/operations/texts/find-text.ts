import { mailIdsIn } from '#db/keys/mail-ids.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'

/** An SMS of ours that the provider speaks of. */
export type FoundText =
  | {
      kind: 'delivery'
      id: number
      campaignId: number
      contactId: number
      numberHash: string
      state: string
      sendingAt: number | null
      promiseAt: number | null
      messageId: string | null
    }
  | { kind: 'service'; id: number; numberHash: string; state: string; messageId: string | null }

/** By our signed name (`marks`), else by the provider's own (`sid`). Undefined for what is none of ours, or no longer kept. */
export async function findText(
  db: Read,
  { keyring }: Pick<Memory, 'keyring'>,
  { marks, sid }: { marks: string; sid: string },
): Promise<FoundText | undefined> {
  const [marked] = mailIdsIn(keyring, marks)
  if (marked?.kind === 's') return serviceBy(db, 'id', marked.id)
  if (marked !== undefined) return deliveryBy(db, 'id', marked.id)
  return (await deliveryBy(db, 'message_id', sid)) ?? serviceBy(db, 'message_id', sid)
}

async function deliveryBy(
  db: Read,
  column: 'id' | 'message_id',
  value: number | string,
): Promise<FoundText | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select(['id', 'campaign_id', 'contact_id', 'address_hash', 'state', 'sending_at', 'promise_at', 'message_id'])
    .where(column, '=', value)
    .where('channel', '=', 'sms')
    .executeTakeFirst()
  return (
    row && {
      kind: 'delivery',
      id: row.id,
      campaignId: row.campaign_id,
      contactId: row.contact_id,
      numberHash: row.address_hash,
      state: row.state,
      sendingAt: row.sending_at,
      promiseAt: row.promise_at,
      messageId: row.message_id,
    }
  )
}

async function serviceBy(
  db: Read,
  column: 'id' | 'message_id',
  value: number | string,
): Promise<FoundText | undefined> {
  const row = await db
    .selectFrom('service_messages')
    .select(['id', 'address_hash', 'state', 'message_id'])
    .where(column, '=', value)
    .where('channel', '=', 'sms')
    .executeTakeFirst()
  return (
    row && { kind: 'service', id: row.id, numberHash: row.address_hash, state: row.state, messageId: row.message_id }
  )
}
