import type { types } from '@slack/bolt'
import { type Block, clip, context, escapeMrkdwn, type ModalView, plain, section } from '#bot/slack/blocks.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import { TEXT_FIELDS } from '#core/messages/fields.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { type Flow, stepKey, type WizardStep, wizardSteps } from './wizard-steps.ts'

export const WIZARD = 'campaign-wizard'

/** What a modal remembers between its opening and its submission. A new campaign has no id until its first step is saved. */
export interface WizardMeta {
  campaignId?: number
  version: number
  flow: Flow
  key: string
}

export interface WizardGiven {
  step: WizardStep
  flow: Flow
  campaignId: number | undefined
  version: number
  draft: CampaignDraft
  house: House
  segments: readonly string[]
  language: StaffLanguage
}

/** Lengths a person can type: what the cards and messages can show. */
export const TYPED = { name: 100, need: 700, subject: 150, body: 3000 } as const

export function wizardView(given: WizardGiven): ModalView {
  const { step, flow, campaignId, version, draft, language } = given
  const texts = slackTexts(language)
  const steps = wizardSteps(flow, draft)
  const at = steps.findIndex((one) => stepKey(one) === stepKey(step)) + 1
  const meta: WizardMeta = { ...(campaignId === undefined ? {} : { campaignId }), version, flow, key: stepKey(step) }
  return {
    type: 'modal',
    callback_id: WIZARD,
    private_metadata: JSON.stringify(meta),
    title: plain(texts.wizard.title),
    submit: plain(at < steps.length ? texts.next : texts.save),
    close: plain(texts.close),
    blocks: [context(texts.wizard.progress(at, steps.length)), ...stepBlocks(given)],
  }
}

function stepBlocks(given: WizardGiven): Block[] {
  switch (given.step.at) {
    case 'basics':
      return basicsBlocks(given)
    case 'audience':
      return audienceBlocks(given)
    case 'text':
      return textBlocks(given, given.step)
    case 'settings':
      return settingsBlocks(given)
  }
}

function basicsBlocks({ campaignId, draft, language }: WizardGiven): Block[] {
  const { wizard, kinds } = slackTexts(language)
  const blocks = [
    input('name', wizard.name, typed(draft.name, TYPED.name), { hint: wizard.nameHint }),
    input('need', wizard.need, typed(draft.need, TYPED.need, true), { hint: wizard.needHint }),
  ]
  // What it does decides which steps there are: it is chosen once.
  if (campaignId === undefined) {
    const options = Object.entries(kinds).map(([value, text]) => option(text, value))
    blocks.push(input('kind', wizard.kind, select(options, draft.kind)))
  }
  return blocks
}

function audienceBlocks({ draft, house, segments, language }: WizardGiven): Block[] {
  const texts = slackTexts(language)
  const { wizard } = texts
  const known = segments.slice(0, 100).filter((name) => name.length <= 150)
  const topics = house.topics.map(({ id, name }) => option(name[language], id))
  const written = LANGUAGES.filter((one) => draft.texts[one] !== undefined)
  const blocks = [
    input(
      'segment',
      wizard.segment,
      select(
        known.map((name) => option(name === 'everyone' ? texts.everyone : name, name)),
        draft.segment,
      ),
    ),
  ]
  if (draft.kind !== 'information')
    blocks.push(input('topics', wizard.topics, choices(topics, draft.topics), { hint: wizard.topicsHint }))
  blocks.push(
    input(
      'languages',
      wizard.languages,
      choices(
        LANGUAGES.map((one) => option(texts.languages[one], one)),
        written.length > 0 ? written : [house.organisation.language],
      ),
      { hint: wizard.languagesHint },
    ),
  )
  if (draft.kind === 're-opt-in') {
    const counts = Object.entries(wizard.reminderCounts).map(([value, text]) => option(text, value))
    const ticks = [option(wizard.tickDocumented, 'documented'), option(wizard.tickProfessional, 'professional')]
    blocks.push(
      input('reminders', wizard.reminders, select(counts, String(draft.reminders))),
      input('ticks', wizard.ticks, choices(ticks, draft.ticks), { hint: wizard.ticksHint, optional: true }),
    )
  }
  return blocks
}

/** Each text has ids of its own, so that Slack never carries one step's words over to the next. */
export function textIds(step: WizardStep & { at: 'text' }): { subject: string; body: string } {
  return { subject: `subject:${step.language}:${step.step}`, body: `body:${step.language}:${step.step}` }
}

function textBlocks({ draft, language }: WizardGiven, step: WizardStep & { at: 'text' }): Block[] {
  const texts = slackTexts(language)
  const { wizard } = texts
  const written = draft.texts[step.language]?.[step.step]
  const ids = textIds(step)
  const fields = Object.keys(TEXT_FIELDS).map((name) => `{{${name}}}`)
  return [
    section(wizard.textTitle(texts.steps[step.step], texts.languages[step.language])),
    input(ids.subject, wizard.subject, typed(written?.subject ?? '', TYPED.subject)),
    input(ids.body, wizard.body, typed(written?.body ?? '', TYPED.body, true), { hint: wizard.bodyHint }),
    context(escapeMrkdwn(wizard.fields(fields.join(' ')))),
  ]
}

function settingsBlocks({ draft, house, language }: WizardGiven): Block[] {
  const texts = slackTexts(language)
  const { wizard } = texts
  const written = LANGUAGES.filter((one) => draft.texts[one] !== undefined)
  const { timeZone } = house.organisation
  const from = localParts(draft.window.from, timeZone)
  const until = localParts(draft.window.until, timeZone)
  const blocks: Block[] = [
    input(
      'rest',
      wizard.languageOfRest,
      select(
        (written.length > 0 ? written : LANGUAGES).map((one) => option(texts.languages[one], one)),
        draft.languageOfRest,
      ),
    ),
  ]
  if (draft.kind === 're-opt-in') {
    const hours = { type: 'number_input', is_decimal_allowed: false, min_value: String(TIMING.graceHoursMin) } as const
    const grace = { ...hours, action_id: 'grace', max_value: '2160', initial_value: String(draft.graceHours) }
    blocks.push(input('grace', wizard.grace, grace, { hint: wizard.graceHint }))
  }
  const optional = { optional: true }
  const rate = draft.ratePerMinute === undefined ? {} : { initial_value: String(draft.ratePerMinute) }
  blocks.push(
    context(wizard.zone(timeZone)),
    input('from-date', wizard.fromDate, { type: 'datepicker', ...(from && { initial_date: from.date }) }, optional),
    input('from-time', wizard.fromTime, { type: 'timepicker', ...(from && { initial_time: from.time }) }, optional),
    input('until-date', wizard.untilDate, { type: 'datepicker', ...(until && { initial_date: until.date }) }, optional),
    input('until-time', wizard.untilTime, { type: 'timepicker', ...(until && { initial_time: until.time }) }, optional),
    input(
      'rate',
      wizard.rate,
      { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '100000', ...rate },
      optional,
    ),
  )
  return blocks
}

function localParts(at: number | undefined, timeZone: string): { date: string; time: string } | undefined {
  if (at === undefined) return undefined
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

type Element = types.InputBlockElement

interface InputMore {
  hint?: string
  optional?: boolean
}

/** Block id and action id are the same: one input, one name. */
function input(id: string, label: string, element: Element, { hint, optional }: InputMore = {}): types.InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { ...element, action_id: id },
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    ...(optional === undefined ? {} : { optional }),
  }
}

function typed(value: string, most: number, multiline = false): types.PlainTextInput {
  const initial = value.slice(0, most)
  return {
    type: 'plain_text_input',
    multiline,
    max_length: most,
    ...(initial === '' ? {} : { initial_value: initial }),
  }
}

function option(text: string, value: string): types.PlainTextOption {
  return { text: plain(clip(text, 75)), value }
}

function select(options: types.PlainTextOption[], chosen: string): types.StaticSelect {
  const initial = options.find(({ value }) => value === chosen)
  return { type: 'static_select', options, ...(initial === undefined ? {} : { initial_option: initial }) }
}

/** Boxes to tick; a menu where there are more than Slack can show as boxes. */
function choices(
  options: types.PlainTextOption[],
  chosen: readonly string[],
): types.Checkboxes | types.MultiStaticSelect {
  const initial = options.filter(({ value }) => chosen.includes(value ?? ''))
  const more = initial.length === 0 ? {} : { initial_options: initial }
  return options.length <= 10
    ? { type: 'checkboxes', options, ...more }
    : { type: 'multi_static_select', options: options.slice(0, 100), ...more }
}
