import { type DeclarationProblem, declarationProblemText } from '#bot/import/declaration.ts'
import { fileProblemText, isFileProblem } from '#bot/import/file-problem.ts'
import type { Trouble } from '#bot/import/import-error.ts'
import { headerProblemText, isHeaderProblem } from '#bot/import/map-headers.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { importPageTexts } from '#core/texts/import-page/import-page-texts.ts'

/** Why a file cannot be imported, in a sentence for who looks at a page. */
export function troubleText(trouble: Trouble, language: StaffLanguage): string {
  if (isFileProblem(trouble)) return fileProblemText(trouble, language, 'page')
  if (isHeaderProblem(trouble)) return headerProblemText(trouble, language, 'page')
  const { troubles } = importPageTexts(language)
  return troubles[trouble.problem] ?? troubles['unexpected'] ?? ''
}

/** What is to be corrected in what was said of a file. */
export function requestProblemText(
  problem: DeclarationProblem | { problem: 'reason-missing' },
  language: StaffLanguage,
): string {
  return 'choices' in problem ? declarationProblemText(problem, language) : importPageTexts(language).reasonMissing
}
