import { suppressionsOf } from '#core/consent/reach.ts'
import type { Channel } from '#core/house.ts'
import type { Read, Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'

/** An address or number we wrote to, by its keyed hash. */
export interface WrittenTo {
  hash: string
  channel: Channel
}

/** Where we wrote to somebody who is deleted since; nowhere for who was never here. */
export async function writtenTo(db: Read, contactId: number): Promise<WrittenTo[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['address_hash', 'channel'])
    .distinct()
    .where('contact_id', '=', contactId)
    .where('address', '=', '')
    .execute()
  return rows.map(({ address_hash, channel }) => ({ hash: address_hash, channel: channel as Channel }))
}

/**
 * The way out of an old message works when its reader is no longer in the base: nothing goes to that address or number, should a list bring it back.
 * Gives the channels that ended; none when we never wrote to them.
 */
export async function stopDeleted(
  db: Write,
  { house }: Pick<Memory, 'house'>,
  now: number,
  contactId: number,
): Promise<Channel[]> {
  const places = await writtenTo(db, contactId)
  if (places.length === 0) return []
  const topics = house.topics.map(({ id }) => id)
  await putSuppressions(
    db,
    places.flatMap(({ hash, channel }) =>
      suppressionsOf({ type: 'withdrawn', topic: '*', channel }, topics).map((stop) => ({
        address_hash: hash,
        ...stop,
        at: now,
        event_seq: null,
        lifted_at: null,
      })),
    ),
  )
  const subject = `contact:${contactId}`
  await db.insertInto('audit').values({ at: now, actor: 'recipient', act: 'stop-after-deletion', subject }).execute()
  return [...new Set(places.map(({ channel }) => channel))].toSorted()
}
