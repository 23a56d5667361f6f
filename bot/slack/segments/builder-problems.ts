import { isSegmentProblem, readSegment } from '#core/contacts/segment.ts'
import { segmentProblemText } from '#core/contacts/segment-text.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { segmentTexts } from '#core/texts/slack/segments.ts'
import type { OpenSegment } from '#db/operations/segments/open-segment.ts'
import { type Builder, conditionOf, filterOf, isKept, type Row } from './builder.ts'
import { rowField } from './choices.ts'

/** What must be mended before it can be saved: a sentence under each input, by block id; undefined when nothing must. */
export function builderProblems(
  builder: Builder,
  stored: OpenSegment | undefined,
  topics: readonly string[],
  language: StaffLanguage,
): Record<string, string> | undefined {
  const texts = segmentTexts(language)
  const errors: Record<string, string> = {}
  for (const row of builder.rows.filter((one) => !isKept(one)) as Row[]) {
    if (rowField(row.field) === undefined) {
      errors['how'] = texts.chooseField
      continue
    }
    const read = readSegment(conditionOf(row), topics)
    if (isSegmentProblem(read)) errors[row.inputId ?? 'how'] = segmentProblemText(read, language)
  }
  if (builder.rows.length === 0) errors['how'] = texts.needsCondition
  if (Object.keys(errors).length > 0) return errors
  const whole = readSegment(filterOf(builder, stored?.filter).filter, topics)
  return isSegmentProblem(whole) ? { how: segmentProblemText(whole, language) } : undefined
}
