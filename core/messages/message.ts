/** The languages a message can be written in. */
export const LANGUAGES = ['fr', 'en', 'nl'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a campaign does: asks, writes to people who agreed, or reminds people of their rights. */
export type CampaignKind = 're-opt-in' | 'topic' | 'information'

/** A re-opt-in campaign asks, then reminds at most twice; the other kinds have the one step `message`. */
export const STEPS = ['ask', 'reminder-1', 'reminder-2', 'message'] as const
export type Step = (typeof STEPS)[number]

/** What happens to people who stay silent, as the message promises it. `graceHours` counts from their own last step. */
export type SilencePromise = { readonly action: 'unsubscribe'; readonly graceHours: number }

/** One step of a campaign in one language, as staff wrote it, with what the layout adds around it. */
export type MessageSource = {
  readonly kind: CampaignKind
  readonly step: Step
  readonly language: Language
  /** Plain text with merge fields, one line. */
  readonly subject: string
  /** The small markup of `parseRichText`, with merge fields. */
  readonly body: string
  readonly organisation: {
    readonly name: string
    readonly postalAddress: string
    readonly site: string
    /** ISO 3166 alpha-2. */
    readonly country?: string
    /** Its SIREN, SIRET, VAT number, IBAN: public, so no confidential data in a message. */
    readonly ownNumbers?: readonly string[] | undefined
  }
  readonly dpo: { readonly name: string; readonly email: string }
  readonly topics: readonly { readonly id: string; readonly name: string }[]
  readonly promise: SilencePromise | undefined
  /** A test carries a visible mark, and its links never record an answer. */
  readonly isTest: boolean
}

/** The sealed form: merge fields and links are still placeholders (`{{first_name|…}}`, `{{yes_link}}`). */
export type CompiledMessage = { readonly subject: string; readonly html: string; readonly text: string }
