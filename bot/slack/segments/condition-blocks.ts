import type { types } from '@slack/bolt'
import { type Block, button, clip, context, escapeMrkdwn, plain } from '#bot/slack/blocks.ts'
import { operatorsOf, type SegmentFilter } from '#core/contacts/segment.ts'
import { segmentText } from '#core/contacts/segment-text.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { operatorText, segmentTexts } from '#core/texts/slack/segments.ts'
import { type KeptRow, keptPart, type Row } from './builder.ts'
import { blockIds } from './builder-state.ts'
import { chosen, fieldGroups, type OptionGroup, option, rowField, type Shape, shapeOf, valueGroups } from './choices.ts'
import { topicNames } from './topic-names.ts'

export interface RowGiven {
  house: Pick<House, 'topics'>
  /** Names of sources to choose among. */
  sources: readonly string[]
  language: StaffLanguage
}

export interface ConditionGiven extends RowGiven {
  /** The topics its menu of fields offers. */
  topics: House['topics']
  /** Values are chosen where there is a list of them; else they are typed. */
  withValues: boolean
}

/** A part of the stored filter, in words, that is kept or removed as a whole. */
export function keptBlocks(
  { house, language }: RowGiven,
  stored: SegmentFilter | undefined,
  row: KeptRow,
  at: number,
): Block[] {
  const texts = segmentTexts(language)
  const part = keptPart(stored, row)
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

/** One condition: what it is about, how it compares, and the input that fits both. */
export function rowBlocks({ sources, language, topics, withValues }: ConditionGiven, row: Row, at: number): Block[] {
  const texts = segmentTexts(language)
  const fields = fieldGroups({ topics }, language)
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
  const groups = withValues || kind === 'yes-no' ? valueGroups(reference, sources, language) : undefined
  const shape = shapeOf(reference, row.operator, groups, row.values)
  const own = row.field === 'custom' ? [customNameBlock(row, at, language)] : []
  const label = texts.value(at, initial.text.text, operatorText(kind, row.operator, language))
  return [block([field, operator, remove]), ...own, ...valueBlock(row, shape, groups ?? [], label, language)]
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
