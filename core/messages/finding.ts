import type { Language, Step } from './message.ts'

/** What a check of a message can say. */
export type FindingCode =
  | 'subject-empty'
  | 'subject-line-break'
  | 'subject-link'
  | 'subject-long'
  | 'body-empty'
  | 'unknown-field'
  | 'stray-braces'
  | 'field-without-fallback'
  | 'fallback-reads-badly'
  | 'gendered-greeting'
  | 'link-not-https'
  | 'sender-name-missing'
  | 'postal-address-missing'
  | 'contact-missing'
  | 'topics-missing'
  | 'promise-missing'
  | 'promise-out-of-place'
  | 'link-missing'
  | 'why-missing'
  | 'html-missing'
  | 'text-alternative-missing'
  | 'too-large'
  | 'image'

export type FindingPart = 'subject' | 'body' | 'html' | 'text' | 'sender' | 'promise' | 'topics'

export type Place = { readonly language: Language; readonly step: Step }

/** `block` stops submission; `warn` is shown to the approver and sealed with the approval. */
export type Finding = {
  readonly level: 'block' | 'warn'
  readonly code: FindingCode
  readonly where: Place & { readonly part: FindingPart }
  readonly data: Readonly<Record<string, string | number>>
}
