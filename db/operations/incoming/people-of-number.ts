import { dialectOf } from '#db/dialects/dialect-of.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Write } from '#db/open.ts'

/** A number may belong to a family or a company; more than these share none, and the number's own opt-out holds for everybody. */
const MOST_PEOPLE = 500

/**
 * Everybody who has this number, held in the order of a claim until the transaction ends: a stop is seen by whatever is claimed afterwards, or begins once
 * that claim is committed.
 */
export async function holdPeopleOfNumber(db: Write, numberHash: string): Promise<number[]> {
  const people = db
    .selectFrom('contacts')
    .select('id')
    .where('phone_hash', '=', numberHash)
    .orderBy('id')
    .limit(MOST_PEOPLE)
  const rows = await (dialectOf(db) === 'postgres' ? people.forNoKeyUpdate() : people).execute()
  return rows.map(({ id }) => id)
}

/** They wrote: that ends the wait for their answer. */
export async function noteTextedBack(db: Write, ids: readonly number[], now: number): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('contacts').set({ texted_back_at: now }).where('id', 'in', idsFromJson(db, ids)).execute()
}

/** The provider refuses the number from now on, or no longer does. An address found dead otherwise stays so. */
export async function markBlocked(db: Write, ids: readonly number[], blocked: boolean): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('contacts')
    .set({ phone_state: blocked ? 'blocked' : 'usable' })
    .where('id', 'in', idsFromJson(db, ids))
    .where('phone_state', '=', blocked ? 'usable' : 'blocked')
    .execute()
}
