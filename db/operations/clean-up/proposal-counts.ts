import type { DeletionProposal, WaitReason } from '#core/contacts/clean-up.ts'
import type { CleanUpCounts } from '#db/tables/clean-ups.ts'

export function noCounts(): CleanUpCounts {
  return { judged: 0, buckets: {}, waiting: {} }
}

export function countProposal(counts: CleanUpCounts, { bucket, reason }: DeletionProposal): void {
  const mine = counts.buckets[bucket] ?? { count: 0, reasons: {} }
  mine.count += 1
  mine.reasons[reason] = (mine.reasons[reason] ?? 0) + 1
  counts.buckets[bucket] = mine
}

export function countWaiting(counts: CleanUpCounts, reason: WaitReason): void {
  counts.waiting[reason] = (counts.waiting[reason] ?? 0) + 1
}
