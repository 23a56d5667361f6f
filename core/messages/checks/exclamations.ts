import type { Remark } from '#core/messages/finding.ts'
import { excerptAt } from './excerpt.ts'
import type { Reading } from './reading.ts'

/** One exclamation mark is warm, two insist: the second one is shown. */
export function exclamationRemarks({ text }: Reading): readonly Remark[] {
  const marks = [...text.matchAll(/[!！]/g)]
  const second = marks[1]
  if (second === undefined) return []
  return [
    {
      level: 'warn',
      code: 'exclamations',
      data: { count: marks.length },
      excerpt: excerptAt(text, second.index, second.index + 1),
    },
  ]
}
