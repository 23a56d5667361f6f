import type { Remark } from '#core/messages/finding.ts'
import { capitalsRemarks } from './all-caps.ts'
import { emojiRemarks } from './emojis.ts'
import { exclamationRemarks } from './exclamations.ts'
import { familiarRemarks } from './familiar-and-formal.ts'
import { numberAloneRemarks } from './number-alone.ts'
import type { Reading } from './reading.ts'
import { repeatedWordRemarks } from './repeated-words.ts'
import { textSpeakRemarks } from './text-speak.ts'

/** So many of one kind are shown; whoever corrects these will look at the rest again. */
const SHOWN_PER_KIND = 5

const CHECKS: readonly ((reading: Reading) => readonly Remark[])[] = [
  capitalsRemarks,
  emojiRemarks,
  textSpeakRemarks,
  repeatedWordRemarks,
  exclamationRemarks,
  numberAloneRemarks,
  familiarRemarks,
]

/** How the words read: quiet, whole, once, to one person. */
export function wordingRemarks(reading: Reading): readonly Remark[] {
  const counts = new Map<string, number>()
  return CHECKS.flatMap((check) => check(reading)).filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= SHOWN_PER_KIND
  })
}
