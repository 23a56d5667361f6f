import { suppressionsOf } from '#core/consent/reach.ts'
import type { Read, Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'

/** The keyed hashes of the addresses we wrote to somebody at who is deleted since; none for who was never here. */
export async function hashesOfDeleted(db: Read, contactId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('address_hash')
    .distinct()
    .where('contact_id', '=', contactId)
    .where('address', '=', '')
    .execute()
  return rows.map(({ address_hash }) => address_hash)
}

/**
 * The way out of an old message works when its reader is no longer in the base: no e-mail goes to that address, should a list bring it back. False
 * when we never wrote to them.
 */
export async function stopDeleted(
  db: Write,
  { house }: Pick<Memory, 'house'>,
  now: number,
  contactId: number,
): Promise<boolean> {
  const hashes = await hashesOfDeleted(db, contactId)
  if (hashes.length === 0) return false
  const topics = house.topics.map(({ id }) => id)
  const stops = suppressionsOf({ type: 'withdrawn', topic: '*', channel: 'email' }, topics)
  await putSuppressions(
    db,
    hashes.flatMap((address_hash) =>
      stops.map((stop) => ({ address_hash, ...stop, at: now, event_seq: null, lifted_at: null })),
    ),
  )
  const subject = `contact:${contactId}`
  await db.insertInto('audit').values({ at: now, actor: 'recipient', act: 'stop-after-deletion', subject }).execute()
  return true
}
