import type { Finding } from '#core/messages/finding.ts'

export type Sentence = (data: Finding['data']) => string

/** What is wrong and why it matters to the reader; then what to write instead. Whole sentences, each. */
export type WordsOfFinding = { readonly rule: Sentence; readonly proposal: Sentence }

export type FindingTexts<Code extends string> = Readonly<Record<Code, Readonly<Record<'fr' | 'en', WordsOfFinding>>>>
