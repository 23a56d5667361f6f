import type { Finding, FindingCode } from '#core/messages/finding.ts'

export type Sentence = (data: Finding['data']) => string

/** What is wrong and why it matters to the reader; then what to write instead. Whole sentences, each. */
export type WordsOfFinding = { readonly rule: Sentence; readonly proposal: Sentence }

export type FindingTexts = Readonly<Record<FindingCode, Readonly<Record<'fr' | 'en', WordsOfFinding>>>>

/** One theme of them; that all themes together leave no code out is proved where they meet. */
export type SomeFindingTexts = Partial<FindingTexts>
