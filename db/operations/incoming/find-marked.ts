import { type MailId, mailIdsIn } from '#db/keys/mail-ids.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'

/** A message of ours that an incoming one is about. */
export interface MarkedDelivery {
  id: number
  campaignId: number
  contactId: number
  addressHash: string
  state: string
  step: string
  sendingAt: number | null
  promiseAt: number | null
}

/** What an incoming message is about, as far as our signed names in it say. */
export interface Marked {
  /** One of our signed names was found: nobody outside can make one. */
  sound: boolean
  /** Nearest first; empty for a service message, and for what is no longer kept. */
  deliveries: MarkedDelivery[]
  /** Of a service message. */
  serviceId: number | undefined
  /** The address we wrote to: keyed hash. */
  addressHash: string | undefined
  /** Whoever we wrote to, while they are in the base. */
  contactId: number | undefined
}

/** A thread names a few of our messages; what names more is not one. */
const MOST_MARKS = 20

export async function findMarked(db: Read, { keyring }: Pick<Memory, 'keyring'>, marks: string): Promise<Marked> {
  const ids = mailIdsIn(keyring, marks).slice(0, MOST_MARKS)
  const deliveries = await deliveriesOf(db, ids)
  const [nearest] = deliveries
  const service = nearest === undefined ? await serviceOf(db, ids) : undefined
  const addressHash = nearest?.addressHash ?? service?.address_hash
  return {
    sound: ids.length > 0,
    deliveries,
    serviceId: service?.id,
    addressHash,
    contactId: nearest === undefined ? await whoHas(db, addressHash) : await ifThere(db, nearest.contactId),
  }
}

async function deliveriesOf(db: Read, ids: readonly MailId[]): Promise<MarkedDelivery[]> {
  const wanted = ids.filter(({ kind }) => kind === 'd').map(({ id }) => id)
  if (wanted.length === 0) return []
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'campaign_id', 'contact_id', 'address_hash', 'state', 'step', 'sending_at', 'promise_at'])
    .where('id', 'in', wanted)
    .execute()
  return wanted.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined) return []
    const { campaign_id, contact_id, address_hash, state, step, sending_at, promise_at } = row
    return [
      {
        id,
        campaignId: campaign_id,
        contactId: contact_id,
        addressHash: address_hash,
        state,
        step,
        sendingAt: sending_at,
        promiseAt: promise_at,
      },
    ]
  })
}

async function serviceOf(db: Read, ids: readonly MailId[]) {
  const wanted = ids.filter(({ kind }) => kind === 's').map(({ id }) => id)
  if (wanted.length === 0) return undefined
  return db.selectFrom('service_messages').select(['id', 'address_hash']).where('id', 'in', wanted).executeTakeFirst()
}

async function ifThere(db: Read, contactId: number): Promise<number | undefined> {
  const row = await db.selectFrom('contacts').select('id').where('id', '=', contactId).executeTakeFirst()
  return row?.id
}

async function whoHas(db: Read, addressHash: string | undefined): Promise<number | undefined> {
  if (addressHash === undefined) return undefined
  const row = await db
    .selectFrom('contacts')
    .select('id')
    .where('email_hash', '=', addressHash)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
