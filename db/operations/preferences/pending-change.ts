import type { Pair } from '#core/consent/pair.ts'
import type { Read } from '#db/open.ts'

/** A change that waits for its confirmation. */
export interface PendingChange {
  id: number
  contactId: number
  grant: readonly Pair[]
  /** The page on which it was asked for. */
  wordingHash: string
  madeAt: number
  confirmedAt: number | undefined
}

export async function findPendingChange(db: Read, id: number): Promise<PendingChange | undefined> {
  const row = await db.selectFrom('pending_changes').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const { grant } = JSON.parse(row.change) as { grant: Pair[] }
  return {
    id: row.id,
    contactId: row.contact_id,
    grant,
    wordingHash: row.wording_hash,
    madeAt: row.made_at,
    confirmedAt: row.confirmed_at ?? undefined,
  }
}
