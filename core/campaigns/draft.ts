import type { Channel } from '#core/house.ts'
import type { CampaignKind, Language, Step } from '#core/messages/message.ts'

/** What the author writes for one step in one language. */
export interface StepText {
  subject: string
  /** The markup of core/messages/rich-text.ts. */
  body: string
  /** What goes by SMS: plain text with merge fields. */
  sms?: string
}

/** Everything staff decide about a campaign before it is sealed. Instants are epoch milliseconds. */
export interface CampaignDraft {
  name: string
  kind: CampaignKind
  /** Why is this send necessary? First on the approval card. */
  need: string
  segment: string
  topics: readonly string[]
  texts: Partial<Record<Language, Partial<Record<Step, StepText>>>>
  /** A text that is not written yet begins as an empty page, not as one of the house's start texts. */
  emptyPages?: boolean
  /** The language of people whose own is unknown or has no text. */
  languageOfRest: Language
  graceHours: number
  reminders: 0 | 1 | 2
  /** Buckets asked only because staff ticked them; their silence changes nothing. */
  ticks: readonly ('documented' | 'professional')[]
  /** First send not before, none after; without them: at approval, within 30 days. */
  window: { from?: number | undefined; until?: number | undefined }
  ratePerMinute: number | undefined
  /** How the message travels, and the channel its yes is for; `preferred`: the one the person prefers, else the other. Without it: e-mail. */
  carrier?: Carrier | undefined
  /** What becomes of people who have had as many messages as allowed: their message waits, or is left out. Without it: it waits. */
  overBudget?: 'hold' | 'skip' | undefined
}

export type Carrier = Channel | 'preferred'

export function carrierOf({ carrier }: Pick<CampaignDraft, 'carrier'>): Carrier {
  return carrier ?? 'email'
}

/** The channels a draft may write on, the first to be tried first where a person has no preference. */
export function channelsOf(draft: Pick<CampaignDraft, 'carrier'>): Channel[] {
  const carrier = carrierOf(draft)
  return carrier === 'preferred' ? ['email', 'sms'] : [carrier]
}

export function emptyDraft(kind: CampaignKind, languageOfRest: Language): CampaignDraft {
  return {
    name: '',
    kind,
    need: '',
    segment: 'everyone',
    topics: [],
    texts: {},
    languageOfRest,
    graceHours: 48,
    reminders: kind === 're-opt-in' ? 1 : 0,
    ticks: [],
    window: {},
    ratePerMinute: undefined,
  }
}

/** The steps a draft sends, in order. */
export function stepsOf({ kind, reminders }: Pick<CampaignDraft, 'kind' | 'reminders'>): Step[] {
  if (kind !== 're-opt-in') return ['message']
  return (['ask', 'reminder-1', 'reminder-2'] as const).slice(0, 1 + reminders)
}

/** The languages a draft can be sent in: those where every step has a subject and a body. */
export function completeLanguages(draft: CampaignDraft): Language[] {
  const steps = stepsOf(draft)
  return (Object.keys(draft.texts) as Language[]).filter((language) =>
    steps.every((step) => isWritten(draft, language, step)),
  )
}

/** A text is there when every channel of the draft has its own: a subject and a body, the words of the SMS. */
export function isWritten(draft: Pick<CampaignDraft, 'texts' | 'carrier'>, language: Language, step: Step): boolean {
  const text = draft.texts[language]?.[step]
  if (text === undefined) return false
  return channelsOf(draft).every((channel) =>
    channel === 'sms' ? (text.sms ?? '').trim() !== '' : text.subject.trim() !== '' && text.body.trim() !== '',
  )
}

/** Why a draft cannot be submitted yet, as codes in the order a person fills them; empty when it can. */
export function draftGaps(draft: CampaignDraft, now: number): string[] {
  const gaps: string[] = []
  if (draft.name.trim() === '') gaps.push('name-missing')
  if (draft.need.trim() === '') gaps.push('need-missing')
  if (draft.kind !== 'information' && draft.topics.length === 0) gaps.push('topics-missing')
  const started = Object.keys(draft.texts)
  const complete = completeLanguages(draft)
  if (!complete.includes(draft.languageOfRest)) gaps.push('texts-missing')
  if (complete.length < started.length) gaps.push('language-incomplete')
  const { from, until } = draft.window
  if (until !== undefined && until <= Math.max(now, from ?? now)) gaps.push('window-past')
  return gaps
}
