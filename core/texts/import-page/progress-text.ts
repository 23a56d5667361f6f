import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { importPageTexts } from './import-page-texts.ts'

/** "12,000 rows done, 40 %". */
export function progressText(rows: number, share: number, language: StaffLanguage): string {
  const { work, preview } = importPageTexts(language)
  return work.progress(preview.rows(rows), Math.floor(share * 100))
}

/** How far one file is. */
export function fileProgressText(
  file: {
    state: 'waiting' | 'working' | 'done' | 'done-before' | 'failed'
    counts: { rows: number } | undefined
    share: number
    problems: readonly string[]
  },
  language: StaffLanguage,
): string {
  const { work } = importPageTexts(language)
  switch (file.state) {
    case 'waiting':
      return work.waits
    case 'working':
      return progressText(file.counts?.rows ?? 0, file.share, language)
    case 'done':
      return work.done
    case 'done-before':
      return work.doneBefore
    case 'failed':
      return file.problems.join(' ')
  }
}
