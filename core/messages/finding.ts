import type { Language, Step } from './message.ts'

/** What a check of a message can say. */
export type FindingCode =
  | 'subject-empty'
  | 'subject-line-break'
  | 'subject-link'
  | 'subject-long'
  | 'subject-vague'
  | 'subject-urgency'
  | 'body-empty'
  | 'unknown-field'
  | 'stray-braces'
  | 'field-without-fallback'
  | 'fallback-reads-badly'
  | 'gendered-greeting'
  | 'link-not-https'
  | 'link-shows-other-host'
  | 'link-broken'
  | 'link-private'
  | 'link-unchecked'
  | 'payment-card'
  | 'iban'
  | 'social-security-number'
  | 'social-insurance-number'
  | 'secret-in-clear'
  | 'all-caps'
  | 'acronym-unexplained'
  | 'emoji'
  | 'text-speak'
  | 'repeated-word'
  | 'exclamations'
  | 'misspelled'
  | 'many-misspelled'
  | 'number-alone'
  | 'familiar-and-formal'
  | 'action-late'
  | 'long-without-points'
  | 'who-missing'
  | 'context-missing'
  | 'action-missing'
  | 'thanks-missing'
  | 'next-steps-missing'
  | 'invitation-missing'
  | 'signature-missing'
  | 'sender-name-missing'
  | 'sender-no-reply'
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
  | 'sms-identity-missing'
  | 'sms-stop-missing'
  | 'sms-no-action'
  | 'sms-several-actions'
  | 'sms-action-besides'
  | 'sms-answer-out-of-place'
  | 'sms-reply-nowhere'
  | 'sms-names-nobody'
  | 'sms-long'
  | 'sms-characters'

export type FindingPart = 'subject' | 'body' | 'html' | 'text' | 'sms' | 'sender' | 'promise' | 'topics'

export type Place = { readonly language: Language; readonly step: Step }

/** Where a finding is. `excerpt` is the words it is about with a little around them, clipped; confidential numbers are masked in it. */
export type FindingPlace = Place & { readonly part: FindingPart; readonly excerpt?: string }

/** `block` stops submission and cannot be waived; `warn` is shown to the approver and sealed with the approval. */
export type Finding = {
  readonly level: 'block' | 'warn'
  readonly code: FindingCode
  readonly where: FindingPlace
  readonly data: Readonly<Record<string, string | number>>
}

/** What one check says before it is known where: the checks of a text look at words, not at steps or languages. */
export type Remark = Pick<Finding, 'level' | 'code' | 'data'> & { readonly excerpt?: string }
