import type { types, ViewOutput } from '@slack/bolt'
import { readRichText } from '#bot/slack/rich-text/read-rich-text.ts'
import { type CampaignDraft, type Carrier, carrierOf, channelsOf } from '#core/campaigns/draft.ts'
import { hasStrayBraces, parseFields, unknownFields } from '#core/messages/fields.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { isSmsField } from '#core/messages/sms/sms-fields.ts'
import { foreignText } from '#core/texts/slack/rich-text.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { writingTexts } from '#core/texts/slack/writing.ts'
import { TYPED } from './wizard-given.ts'
import type { TextStep, WizardStep } from './wizard-steps.ts'
import { textIds } from './wizard-text.ts'

export type Submitted = ViewOutput['state']['values']

export type Change = Partial<Omit<CampaignDraft, 'kind'>>

/** What a person typed into one step, as a change of the draft; or a sentence under each input that must be mended. */
export type ReadStep = { change: Change } | { errors: Record<string, string> }

export interface ReadGiven {
  step: WizardStep
  values: Submitted
  draft: CampaignDraft
  timeZone: string
  /** Whether SMS leave from here at all. */
  sms: boolean
  language: StaffLanguage
  now: number
}

export function readStep(given: ReadGiven): ReadStep {
  switch (given.step.at) {
    case 'basics':
      return { change: { name: text(given.values, 'name', TYPED.name), need: text(given.values, 'need', TYPED.need) } }
    case 'audience':
      return readAudience(given)
    case 'text':
      return readText(given, given.step)
    case 'settings':
      return readSettings(given)
  }
}

/** The draft as an open modal shows it, before it is sent: what stands below its menus follows them. */
export function draftAsTyped(values: Submitted, draft: CampaignDraft, step: WizardStep): CampaignDraft {
  if (step.at === 'text') return textAsTyped(values, draft, step)
  const wanted = several(values, 'languages')
  const languages = LANGUAGES.filter((code) => wanted.includes(code))
  const rest = LANGUAGES.find((code) => code === one(values, 'rest'))
  return {
    ...draft,
    carrier: carrierChosen(values) ?? draft.carrier,
    segment: one(values, 'segment') ?? draft.segment,
    languageOfRest: rest ?? draft.languageOfRest,
    ...(languages.length > 0 && {
      texts: Object.fromEntries(languages.map((code) => [code, draft.texts[code] ?? {}])),
    }),
  }
}

/** A text that is not well written yet is no reason not to show what stands below it. */
function textAsTyped(values: Submitted, draft: CampaignDraft, step: TextStep): CampaignDraft {
  const ids = textIds(step)
  const texts = draft.texts[step.language]
  const read = readRichText(values[ids.body]?.[ids.body]?.rich_text_value)
  const text = {
    subject: '',
    body: '',
    ...texts?.[step.step],
    ...(ids.subject in values && { subject: subjectTyped(values, ids.subject) }),
    ...(ids.body in values && 'markup' in read && { body: read.markup }),
    ...(ids.sms in values && { sms: smsTyped(values, ids.sms) }),
  }
  return { ...draft, texts: { ...draft.texts, [step.language]: { ...texts, [step.step]: text } } }
}

function readAudience({ values, draft, sms, language }: ReadGiven): ReadStep {
  const { wizard } = slackTexts(language)
  const wanted = several(values, 'languages')
  const languages = LANGUAGES.filter((one) => wanted.includes(one))
  const topics = several(values, 'topics')
  const errors: Record<string, string> = {}
  if (languages.length === 0) errors['languages'] = wizard.chooseOne
  if (draft.kind !== 'information' && topics.length === 0) errors['topics'] = wizard.chooseOne
  if (Object.keys(errors).length > 0) return { errors }
  const [first = draft.languageOfRest] = languages
  const change: Change = {
    segment: one(values, 'segment') ?? draft.segment,
    topics,
    carrier: sms ? (carrierChosen(values) ?? carrierOf(draft)) : 'email',
    texts: Object.fromEntries(languages.map((code) => [code, draft.texts[code] ?? {}])),
    languageOfRest: languages.includes(draft.languageOfRest) ? draft.languageOfRest : first,
  }
  if (draft.kind !== 're-opt-in') return { change }
  const ticked = several(values, 'ticks')
  return {
    change: {
      ...change,
      reminders: reminderCount(one(values, 'reminders')) ?? draft.reminders,
      ticks: (['documented', 'professional'] as const).filter((bucket) => ticked.includes(bucket)),
    },
  }
}

const CARRIERS: readonly Carrier[] = ['email', 'sms', 'preferred']

function carrierChosen(values: Submitted): Carrier | undefined {
  return CARRIERS.find((carrier) => carrier === one(values, 'carrier'))
}

function reminderCount(chosen: string | undefined): CampaignDraft['reminders'] | undefined {
  return ([0, 1, 2] as const).find((count) => String(count) === chosen)
}

/** What is not on show (the e-mail of a campaign by SMS) stays as it was: whoever comes back to it finds it. */
function readText({ values, draft, language }: ReadGiven, step: TextStep): ReadStep {
  const channels = channelsOf(draft)
  const written = draft.texts[step.language]?.[step.step]
  const errors: Record<string, string> = {}
  const text = {
    subject: '',
    body: '',
    ...written,
    ...(channels.includes('email') && readMail(values, step, language, errors)),
    ...(channels.includes('sms') && readSms(values, step, language, errors)),
  }
  if (Object.keys(errors).length > 0) return { errors }
  const texts = { ...draft.texts, [step.language]: { ...draft.texts[step.language], [step.step]: text } }
  return { change: { texts } }
}

type Errors = Record<string, string>

function readMail(values: Submitted, step: TextStep, language: StaffLanguage, errors: Errors) {
  const ids = textIds(step)
  const subject = subjectTyped(values, ids.subject)
  const read = readRichText(values[ids.body]?.[ids.body]?.rich_text_value)
  const body = 'markup' in read ? read.markup : ''
  const problems = {
    [ids.subject]: fieldProblem(subject, language),
    [ids.body]: 'markup' in read ? bodyProblem(body, language) : foreignText(read.foreign, language),
  }
  for (const [id, problem] of Object.entries(problems)) if (problem !== undefined) errors[id] = problem
  return { subject, body }
}

function readSms(values: Submitted, step: TextStep, language: StaffLanguage, errors: Errors) {
  const { sms: id } = textIds(step)
  const sms = smsTyped(values, id)
  const problem = smsProblem(sms, language)
  if (problem !== undefined) errors[id] = problem
  return { sms }
}

function subjectTyped(values: Submitted, id: string): string {
  return text(values, id, TYPED.subject).replaceAll(/[^\S\u00A0\u202F]+/gu, ' ')
}

/** Lines stay lines; what ends them and what stands around is no part of the words. */
function smsTyped(values: Submitted, id: string): string {
  return text(values, id, TYPED.sms).replaceAll(/\r\n?/g, '\n')
}

/** Said at once, while the person still has the text before them; the other checks stand on the card. */
function fieldProblem(written: string, language: StaffLanguage): string | undefined {
  const { wizard } = slackTexts(language)
  const [unknown] = unknownFields(written)
  if (unknown !== undefined) return wizard.unknownField(unknown)
  return hasStrayBraces(written) ? wizard.strayBraces : undefined
}

/** An SMS has fields of its own: it shows addresses as they are. */
function smsProblem(written: string, language: StaffLanguage): string | undefined {
  const { wizard } = slackTexts(language)
  const unknown = parseFields(written).find(({ name }) => !isSmsField(name))
  if (unknown !== undefined) return wizard.unknownField(unknown.name)
  return hasStrayBraces(written) ? wizard.strayBraces : undefined
}

/** Nothing is cut: who wrote too much decides what goes. */
function bodyProblem(body: string, language: StaffLanguage): string | undefined {
  const { tooLong } = writingTexts(language)
  return body.length > TYPED.body ? tooLong(body.length, TYPED.body) : fieldProblem(body, language)
}

function readSettings({ values, draft, timeZone, language, now }: ReadGiven): ReadStep {
  const { wizard } = slackTexts(language)
  const errors: Record<string, string> = {}
  const from = instant(values, 'from', timeZone, '00:00')
  const until = instant(values, 'until', timeZone, '23:59')
  if (from === 'day-missing') errors['from-date'] = wizard.dayToo
  if (until === 'day-missing') errors['until-date'] = wizard.dayToo
  if (typeof from === 'number' && from < now - DAY_MS) errors['from-date'] = wizard.fromPast
  if (typeof until === 'number' && until <= Math.max(now, typeof from === 'number' ? from : now))
    errors['until-date'] = wizard.untilPast
  if (Object.keys(errors).length > 0) return { errors }
  const rest = LANGUAGES.find((one_) => one_ === one(values, 'rest')) as Language | undefined
  return {
    change: {
      languageOfRest: rest ?? draft.languageOfRest,
      graceHours: number(values, 'grace') ?? draft.graceHours,
      window: {
        ...(typeof from === 'number' && { from }),
        ...(typeof until === 'number' && { until }),
      },
      ratePerMinute: number(values, 'rate'),
      overBudget: one(values, 'over-budget') === 'skip' ? 'skip' : 'hold',
    },
  }
}

const DAY_MS = 86_400_000

/** A day and a time of the house's zone; `day-missing` when only the time was chosen. */
function instant(
  values: Submitted,
  which: 'from' | 'until',
  timeZone: string,
  time: string,
): number | undefined | 'day-missing' {
  const day = values[`${which}-date`]?.[`${which}-date`]?.selected_date ?? undefined
  const chosen = values[`${which}-time`]?.[`${which}-time`]?.selected_time ?? undefined
  if (day === undefined) return chosen === undefined ? undefined : 'day-missing'
  return Temporal.PlainDateTime.from(`${day}T${chosen ?? time}`).toZonedDateTime(timeZone).epochMilliseconds
}

export function text(values: Submitted, id: string, most: number): string {
  return (values[id]?.[id]?.value ?? '').trim().slice(0, most)
}

export function one(values: Submitted, id: string): string | undefined {
  return values[id]?.[id]?.selected_option?.value ?? undefined
}

function several(values: Submitted, id: string): string[] {
  const options: readonly types.PlainTextOption[] = (values[id]?.[id]?.selected_options ??
    []) as types.PlainTextOption[]
  return options.map(({ value }) => value ?? '')
}

function number(values: Submitted, id: string): number | undefined {
  const typed = values[id]?.[id]?.value
  return typed === undefined || typed === null || typed === '' ? undefined : Math.trunc(Number(typed))
}
