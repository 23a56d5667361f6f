import type { Bucket, GateVerdict } from '#core/consent/gate.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'

/** The buckets the gate proposes for deletion (a minor only without a guardian), in the gate's order. */
export const DELETION_BUCKETS = ['minor', 'expired', 'doubtful', 'inactive'] as const satisfies readonly Bucket[]
export type DeletionBucket = (typeof DELETION_BUCKETS)[number]

/** Why a contact is proposed for deletion. */
export interface DeletionProposal {
  bucket: DeletionBucket
  reason: ReasonCode
}

/** An opt-out of one pair keeps nobody: it holds for the address, with or without the contact. */
const NEITHER: ReadonlySet<Bucket> = new Set(['opted-out', 'suppressed'])

/**
 * Whether a contact has outlived its purpose, from the gate's word on every topic and channel of the house: proposed only when at least one pair
 * stands in a deletion bucket and no pair gives a reason to keep. A pair that is documented, may be asked, or was asked (the base must remember
 * that it asked, and what silence ended) keeps the whole contact; so does a restriction, which means storage (GDPR 18).
 */
export function proposedForDeletion(
  verdicts: Iterable<Pick<GateVerdict, 'bucket' | 'reason'>>,
): DeletionProposal | undefined {
  let furthest: DeletionProposal | undefined
  for (const { bucket, reason } of verdicts) {
    if (isDeletionBucket(bucket) && (bucket !== 'minor' || reason === 'minor-without-guardian')) {
      if (furthest === undefined || BUCKETS.indexOf(bucket) > BUCKETS.indexOf(furthest.bucket))
        furthest = { bucket, reason }
    } else if (!NEITHER.has(bucket)) return undefined
  }
  return furthest
}

function isDeletionBucket(bucket: string): bucket is DeletionBucket {
  return (DELETION_BUCKETS as readonly string[]).includes(bucket)
}

/** Why a contact whose deletion was confirmed is kept. `gone`: it was no longer there. */
export const KEPT_REASONS = [
  'acted-since', 'facts-changed', 'open-basis', 'open-change', 'open-campaign', 'open-message', 'gone',
] as const // biome-ignore format: one line
export type KeptReason = (typeof KEPT_REASONS)[number]

/** What still needs the contact, so that it is not taken now. `open-basis`: the privacy lead has not said yet what the list is worth. */
export type WaitReason = Extract<KeptReason, `open-${string}`>

/** Confirmed is not yet deleted: at that instant each contact is judged again, and any doubt keeps it. */
export function keptBecause(given: {
  /** What was confirmed. */
  confirmed: DeletionBucket
  /** When the list was proposed, and the person's last act on our pages. Epoch milliseconds. */
  proposedAt: number
  actedAt: number | undefined
  /** What the rule says now. */
  now: DeletionProposal | undefined
  waits: WaitReason | undefined
}): KeptReason | undefined {
  const { confirmed, proposedAt, actedAt, now, waits } = given
  if (actedAt !== undefined && actedAt >= proposedAt) return 'acted-since'
  if (now?.bucket !== confirmed) return 'facts-changed'
  return waits
}
