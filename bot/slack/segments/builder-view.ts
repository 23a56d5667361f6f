import type { types } from '@slack/bolt'
import {
  actions,
  type Block,
  button,
  clip,
  context,
  divider,
  escapeMrkdwn,
  type ModalView,
  plain,
  section,
} from '#bot/slack/blocks.ts'
import { isSegmentProblem, operatorsOf, readSegment, type SegmentFilter } from '#core/contacts/segment.ts'
import type { TopicName } from '#core/contacts/segment-fields.ts'
import { segmentText } from '#core/contacts/segment-text.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { operatorText, segmentTexts } from '#core/texts/slack/segments.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { PeopleCount } from '#db/operations/segments/count-people.ts'
import type { OpenSegment } from '#db/operations/segments/open-segment.ts'
import { type Builder, filterOf, isKept, type KeptRow, keptPart, MOST_ROWS, type Row } from './builder.ts'
import { blockIds, builderMeta } from './builder-state.ts'
import {
  capital,
  chosen,
  fieldGroups,
  type OptionGroup,
  option,
  rowField,
  type Shape,
  shapeOf,
  valueGroups,
} from './choices.ts'

export const BUILDER = 'segment-builder'
/** So that a segment can be chosen in a menu wherever it is offered. */
const LONGEST_NAME = 75

export type ShownCount = PeopleCount | 'counting' | 'incomplete' | 'too-long'

export interface BuilderGiven {
  builder: Builder
  stored: OpenSegment | undefined
  house: Pick<House, 'topics'>
  /** Names of sources to choose among. */
  sources: readonly string[]
  count: ShownCount
  language: StaffLanguage
}

/** Slack refuses a view of 250,000 bytes. */
const MOST_BYTES = 240_000

/** The builder as a modal: what is typed stays, what follows from it is made anew at each click. */
export function builderView(given: BuilderGiven): ModalView {
  // Twenty menus of countries are too much for one view: then their codes are typed. So are twenty menus of every topic: then the last condition
  // without a field offers them, and every other keeps its own.
  const views = (['all', 'no-values', 'few-topics'] as const).values().map((menus) => viewWith(given, menus))
  return views.find((view) => Buffer.byteLength(JSON.stringify(view)) <= MOST_BYTES) ?? viewWith(given, 'few-topics')
}

type Menus = 'all' | 'no-values' | 'few-topics'

export function topicNames({ topics }: Pick<House, 'topics'>, language: StaffLanguage): TopicName {
  return (id) => topics.find((topic) => topic.id === id)?.name[language] ?? id
}

function viewWith(given: BuilderGiven, menus: Menus): ModalView {
  const { builder, language } = given
  const { cancel, save } = slackTexts(language)
  const texts = segmentTexts(language)
  const rows = builder.rows.flatMap((row, at) =>
    isKept(row) ? keptBlocks(given, row, at + 1) : rowBlocks(given, row, at + 1, menus),
  )
  return {
    type: 'modal',
    callback_id: BUILDER,
    private_metadata: builderMeta(builder),
    title: plain(clip(texts.builderTitle[builder.mode], 24)),
    submit: plain(save),
    close: plain(cancel),
    blocks: [
      ...useBlocks(given),
      nameBlock(given),
      howBlock(given),
      ...rows,
      ...actions([
        button({ action: 'segment:add', text: texts.buttons.add, value: 'add' }),
        button({ action: 'segment:count', text: texts.buttons.count, value: 'count' }),
      ]),
      divider,
      section(`*${texts.inWords}*\n${clip(escapeMrkdwn(capital(words(given))), 2500)}`),
      section(countText(given)),
    ],
  }
}

/** A campaign that was submitted keeps the people it froze: said before anything is changed. */
function useBlocks({ builder, stored, language }: BuilderGiven): Block[] {
  if (builder.mode !== 'edit' || stored === undefined || stored.uses.length === 0) return []
  const texts = segmentTexts(language)
  const { states } = slackTexts(language)
  const named = (drafts: boolean) =>
    stored.uses
      .filter(({ state }) => (state === 'draft' || state === 'void') === drafts)
      .map(({ campaignId, state }) => texts.campaign(campaignId, states[state]))
  const lines = [
    { campaigns: named(false), say: texts.frozen },
    { campaigns: named(true), say: texts.drafts },
  ].filter(({ campaigns }) => campaigns.length > 0)
  return lines.map(({ campaigns, say }) => {
    const said = clip(campaigns.join(', '), 400)
    return context(say(said.slice(0, 1).toUpperCase() + said.slice(1)))
  })
}

function nameBlock({ builder, language }: BuilderGiven): Block {
  const texts = segmentTexts(language)
  if (builder.mode === 'edit') return section(`*${escapeMrkdwn(clip(builder.name, 300))}*`)
  const name = builder.name.slice(0, LONGEST_NAME)
  return {
    type: 'input',
    block_id: 'name',
    label: plain(texts.name),
    hint: plain(texts.nameHint),
    element: {
      type: 'plain_text_input',
      action_id: 'name',
      max_length: LONGEST_NAME,
      ...(name === '' ? {} : { initial_value: name }),
    },
  }
}

function howBlock({ builder, language }: BuilderGiven): Block {
  const texts = segmentTexts(language)
  const options = { all: option(texts.all, 'all'), any: option(texts.any, 'any') }
  return {
    type: 'input',
    block_id: 'how',
    dispatch_action: true,
    label: plain(texts.how),
    element: {
      type: 'radio_buttons',
      action_id: 'segment:how',
      options: [options.all, options.any],
      initial_option: options[builder.how],
    },
  }
}

function keptBlocks(given: BuilderGiven, row: KeptRow, at: number): Block[] {
  const { stored, house, language } = given
  const texts = segmentTexts(language)
  const part = keptPart(stored?.filter, row)
  const said = part === undefined ? '–' : segmentText(part, language, topicNames(house, language))
  return [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: `*${at}. ${texts.kept}*\n${clip(escapeMrkdwn(said), 1500)}` },
      accessory: removeButton(row.key, at, language),
    },
    context(texts.keptWhy),
  ]
}

function rowBlocks(given: BuilderGiven, row: Row, at: number, menus: Menus): Block[] {
  const { sources, language } = given
  const texts = segmentTexts(language)
  const fields = fieldGroups({ topics: menus === 'few-topics' ? fewTopics(given, row) : given.house.topics }, language)
  const initial = chosen(fields, row.field)
  const field: types.StaticSelect = {
    type: 'static_select',
    action_id: 'segment:field',
    placeholder: plain(texts.field),
    option_groups: fields,
    ...(initial === undefined ? {} : { initial_option: initial }),
  }
  const reference = rowField(row.field)
  const remove = removeButton(row.key, at, language)
  const block = (elements: types.ActionsBlock['elements']): Block => ({
    type: 'actions',
    block_id: blockIds.condition(row),
    elements,
  })
  if (reference === undefined || initial === undefined) return [block([field, remove])]
  const { kind } = reference.field
  const operators = operatorsOf(kind).map((one) => option(operatorText(kind, one, language), one))
  const compared = operators.find(({ value }) => value === row.operator)
  const operator: types.StaticSelect = {
    type: 'static_select',
    action_id: 'segment:operator',
    placeholder: plain(texts.operator),
    options: operators,
    ...(compared === undefined ? {} : { initial_option: compared }),
  }
  const groups = menus === 'all' || kind === 'yes-no' ? valueGroups(reference, sources, language) : undefined
  const shape = shapeOf(reference, row.operator, groups, row.values)
  const own = row.field === 'custom' ? [customNameBlock(row, at, language)] : []
  const label = texts.value(at, initial.text.text, operatorText(kind, row.operator, language))
  return [block([field, operator, remove]), ...own, ...valueBlock(row, shape, groups ?? [], label, language)]
}

function fewTopics({ house, builder }: BuilderGiven, row: Row): House['topics'] {
  const asking = builder.rows.findLast((one) => !isKept(one) && one.field === '')
  return row === asking ? house.topics : house.topics.filter(({ id }) => row.field.startsWith(`consent.${id}.`))
}

function removeButton(key: number, at: number, language: StaffLanguage): types.Button {
  const { buttons, removeLabel } = segmentTexts(language)
  return button({ action: 'segment:remove', text: buttons.remove, value: String(key), label: removeLabel(at) })
}

function customNameBlock(row: Row, at: number, language: StaffLanguage): Block {
  const texts = segmentTexts(language)
  return {
    type: 'input',
    block_id: blockIds.customName(row),
    label: plain(texts.customName(at)),
    hint: plain(texts.customHint),
    element: {
      type: 'plain_text_input',
      action_id: 'name',
      max_length: 200,
      ...(row.customName === '' ? {} : { initial_value: row.customName }),
    },
  }
}

function valueBlock(
  row: Row,
  shape: Shape,
  groups: readonly OptionGroup[],
  label: string,
  language: StaffLanguage,
): Block[] {
  if (shape === 'none') return []
  const texts = segmentTexts(language)
  const hint = shape === 'lines' ? texts.linesHint : shape === 'word' ? texts.wordHint : undefined
  return [
    {
      type: 'input',
      block_id: blockIds.value(row, shape),
      dispatch_action: shape !== 'lines',
      label: plain(clip(label, 200)),
      element: valueElement(row, shape, groups, texts.choose),
      ...(hint === undefined ? {} : { hint: plain(hint) }),
    },
  ]
}

function valueElement(
  { values }: Row,
  shape: Exclude<Shape, 'none'>,
  groups: readonly OptionGroup[],
  placeholder: string,
): types.InputBlockElement {
  const action_id = 'segment:value'
  const [first] = values
  switch (shape) {
    case 'pick': {
      const initial = first === undefined ? undefined : chosen(groups, first)
      return {
        type: 'static_select',
        action_id,
        placeholder: plain(placeholder),
        option_groups: [...groups],
        ...(initial === undefined ? {} : { initial_option: initial }),
      }
    }
    case 'picks': {
      const initial = values.map((value) => chosen(groups, value)).filter((one) => one !== undefined)
      return {
        type: 'multi_static_select',
        action_id,
        placeholder: plain(placeholder),
        option_groups: [...groups],
        ...(initial.length === 0 ? {} : { initial_options: initial }),
      }
    }
    case 'day':
      return { type: 'datepicker', action_id, ...(isDay(first) ? { initial_date: first } : {}) }
    case 'word':
      return {
        type: 'plain_text_input',
        action_id,
        max_length: 500,
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
        ...(first === undefined ? {} : { initial_value: first.slice(0, 500) }),
      }
    case 'lines':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: true,
        max_length: 3000,
        ...(first === undefined ? {} : { initial_value: values.join('\n').slice(0, 3000) }),
      }
  }
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)
}

/** The rows that say something already, as `readSegment` understands them. */
function words(given: BuilderGiven): string {
  const { builder, stored, house, language } = given
  const { filter } = filterOf(builder, stored?.filter)
  const parts = Object.values(filter).flat() as object[]
  const topics = house.topics.map(({ id }) => id)
  const read = parts.map((part) => readSegment(part, topics)).filter((part) => !isSegmentProblem(part))
  if (read.length === 0) return '–'
  const said = (builder.how === 'any' ? { any: read } : { all: read }) as SegmentFilter
  return segmentText(said, language, topicNames(house, language))
}

function countText({ count, language }: BuilderGiven): string {
  const texts = segmentTexts(language)
  switch (count) {
    case 'counting':
      return texts.counting
    case 'incomplete':
      return texts.incomplete
    case 'too-long':
      return texts.tooLong
    default:
      return texts.count(count.kept, count.all)
  }
}

/** The sentence under a builder that is full. */
export function fullNote(language: StaffLanguage): Block {
  return context(segmentTexts(language).most(MOST_ROWS))
}
