import { type Block, context, type ModalView, plain } from '#bot/slack/blocks.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { writingTexts } from '#core/texts/slack/writing.ts'
import { audienceBlocks } from './wizard-audience.ts'
import { TYPED, type WizardGiven } from './wizard-given.ts'
import { input, option, select, typed } from './wizard-inputs.ts'
import { languageBlocks } from './wizard-languages.ts'
import { type Flow, stepKey, wizardSteps } from './wizard-steps.ts'
import { textBlocks } from './wizard-text.ts'

export const WIZARD = 'campaign-wizard'

/** What a modal remembers between its opening and its submission. A new campaign has no id until its first step is saved. */
export interface WizardMeta {
  campaignId?: number
  version: number
  flow: Flow
  key: string
}

/** What a new campaign starts from; a copy is `copy:` and the number of the campaign. */
export const STARTS = { texts: 'texts', empty: 'empty', copy: 'copy:' } as const
const MOST_COPIES = 50

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
    blocks: [
      context(texts.wizard.progress(at, steps.length)),
      ...(given.notice === undefined ? [] : [context(given.notice)]),
      ...stepBlocks(given),
    ],
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

function basicsBlocks({ campaignId, draft, earlier, language }: WizardGiven): Block[] {
  const { wizard, kinds, unnamed } = slackTexts(language)
  const texts = writingTexts(language)
  const blocks = [
    input('name', wizard.name, typed(draft.name, TYPED.name), { hint: wizard.nameHint }),
    input('need', wizard.need, typed(draft.need, TYPED.need, true), { hint: wizard.needHint }),
  ]
  // What it does decides which steps there are: it is chosen once.
  if (campaignId === undefined) {
    const options = Object.entries(kinds).map(([value, text]) => option(text, value))
    const copies = earlier
      .slice(0, MOST_COPIES)
      .map(({ id, name }) => option(texts.copyOf(id, name.trim() || unnamed), `${STARTS.copy}${id}`))
    const starts = [option(texts.startTexts, STARTS.texts), option(texts.emptyPages, STARTS.empty), ...copies]
    blocks.push(
      input('kind', wizard.kind, select(options, draft.kind)),
      input('start', texts.start, select(starts, STARTS.texts), { hint: texts.startHint }),
    )
  }
  return blocks
}

function settingsBlocks({ draft, house, languages, language }: WizardGiven): Block[] {
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
      { follows: true },
    ),
    ...languageBlocks(languages, { written, rest: draft.languageOfRest }, language),
  ]
  if (draft.kind === 're-opt-in') {
    const hours = { type: 'number_input', is_decimal_allowed: false, min_value: String(TIMING.graceHoursMin) } as const
    const grace = { ...hours, action_id: 'grace', max_value: '2160', initial_value: String(draft.graceHours) }
    blocks.push(input('grace', wizard.grace, grace, { hint: wizard.graceHint }))
  }
  const { overBudget, overBudgetHint, overBudgetOptions } = textingTexts(language)
  const outcomes = Object.entries(overBudgetOptions).map(([value, text]) => option(text, value))
  const { per7Days, per30Days } = house.budget
  blocks.push(
    input('over-budget', overBudget, select(outcomes, draft.overBudget ?? 'hold'), {
      hint: overBudgetHint(per7Days, per30Days),
    }),
  )
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
