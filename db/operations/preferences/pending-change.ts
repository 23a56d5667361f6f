import type { Pair } from '#core/consent/pair.ts'
import type { Budget } from '#core/etiquette/budget.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Read } from '#db/open.ts'

/** What waits for a person's yes at their address. */
export interface AskedChange {
  grant: readonly Pair[]
  /** More messages than they get now. */
  budget?: AskedBudget
}

export interface AskedBudget {
  /** What they chose; empty: the house's own. */
  chosen: NonNullable<RecipientSettings['budget']>
  /** What stood in its place: when that has changed since, this change is no longer theirs. */
  before: NonNullable<RecipientSettings['budget']>
  /** What it comes to, as they read it. */
  most: Budget
}

/** A change that waits for its confirmation. */
export interface PendingChange extends AskedChange {
  id: number
  contactId: number
  /** The page on which it was asked for. */
  wordingHash: string
  madeAt: number
  confirmedAt: number | undefined
}

export async function findPendingChange(db: Read, id: number): Promise<PendingChange | undefined> {
  const row = await db.selectFrom('pending_changes').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const change = JSON.parse(row.change) as AskedChange
  return {
    id: row.id,
    contactId: row.contact_id,
    ...change,
    wordingHash: row.wording_hash,
    madeAt: row.made_at,
    confirmedAt: row.confirmed_at ?? undefined,
  }
}
