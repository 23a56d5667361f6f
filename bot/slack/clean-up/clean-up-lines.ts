import type { DeletionBucket, KeptReason } from '#core/contacts/clean-up.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { reasonText } from '#core/texts/reasons.ts'
import { CLEAN_UP_TEXTS } from '#core/texts/slack/clean-up.ts'

/** More than a bucket has in practice; a card must fit in one message. */
const MOST_REASONS = 6

/** A bucket with its reasons in words; a single one is everybody's, and needs no number of its own. */
export function bucketText(
  { bucket, count, reasons }: { bucket: DeletionBucket; count: number; reasons: { code: ReasonCode; count: number }[] },
  language: StaffLanguage,
): string {
  const texts = CLEAN_UP_TEXTS[language]
  const lines =
    reasons.length === 1
      ? reasons.map((reason) => reasonText(reason, language))
      : reasons
          .slice(0, MOST_REASONS)
          .map(({ code, count: of }) => texts.reasonLine(reasonText({ code }, language), of))
  return [texts.bucketLine(texts.buckets[bucket], count), ...lines].join('\n')
}

/** Who waits or was kept, and why; undefined when nobody. */
export function keptText(
  kept: readonly { reason: KeptReason; count: number }[],
  language: StaffLanguage,
): string | undefined {
  const texts = CLEAN_UP_TEXTS[language]
  return kept.length === 0
    ? undefined
    : kept.map(({ reason, count }) => texts.keptLine(texts.kept[reason], count)).join('\n')
}
