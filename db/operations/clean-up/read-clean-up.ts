import type { DeletionBucket, WaitReason } from '#core/contacts/clean-up.ts'
import { DELETION_BUCKETS } from '#core/contacts/clean-up.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type CleanUp, findCleanUp, type OutcomeSums, outcomeSums } from '#db/tables/clean-ups.ts'

/** Everything a card says of a clean-up. Counts and codes: no personal data. */
export interface CleanUpView extends Omit<CleanUp, 'buckets' | 'counts' | 'frozenThrough'> {
  /** Contacts of the base that were judged for the list. */
  judged: number
  /** Contacts on the list: the buckets sum to it, and so do the outcomes. */
  listed: number
  buckets: { bucket: DeletionBucket; count: number; reasons: { code: ReasonCode; count: number }[] }[]
  /** Proposed by the rule, not on the list: something still needs them. */
  waiting: { reason: WaitReason; count: number }[]
  outcome: OutcomeSums
}

export async function readCleanUp(
  { database }: Pick<Memory, 'database'>,
  cleanUpId: number,
): Promise<CleanUpView | undefined> {
  return database.snapshot(async (db) => {
    const cleanUp = await findCleanUp(db, cleanUpId)
    return cleanUp && viewOf(cleanUp, await outcomeSums(db, cleanUpId))
  })
}

function viewOf({ buckets: chosen, counts, frozenThrough: _, ...cleanUp }: CleanUp, outcome: OutcomeSums): CleanUpView {
  const buckets = DELETION_BUCKETS.filter((bucket) => chosen.includes(bucket)).map((bucket) => {
    const { count = 0, reasons = {} } = counts.buckets[bucket] ?? {}
    return { bucket, count, reasons: mostFirst(reasons).map(([code, n]) => ({ code, count: n })) }
  })
  return {
    ...cleanUp,
    judged: counts.judged,
    listed: buckets.reduce((sum, { count }) => sum + count, 0),
    buckets,
    waiting: mostFirst(counts.waiting).map(([reason, count]) => ({ reason, count })),
    outcome,
  }
}

function mostFirst<K extends string>(counts: Partial<Record<K, number>>): [K, number][] {
  return (Object.entries(counts) as [K, number][]).toSorted((a, b) => b[1] - a[1])
}
