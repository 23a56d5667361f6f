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
import { isSegmentProblem, readSegment, type SegmentFilter } from '#core/contacts/segment.ts'
import { segmentText } from '#core/contacts/segment-text.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { segmentTexts } from '#core/texts/slack/segments.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { PeopleCount } from '#db/operations/segments/count-people.ts'
import type { OpenSegment } from '#db/operations/segments/open-segment.ts'
import { type Builder, filterOf, isKept, MOST_ROWS, type Row } from './builder.ts'
import { builderMeta } from './builder-state.ts'
import { capital, option } from './choices.ts'
import { keptBlocks, type RowGiven, rowBlocks } from './condition-blocks.ts'
import { topicNames } from './topic-names.ts'

export const BUILDER = 'segment-builder'
/** So that a segment can be chosen in a menu wherever it is offered. */
const LONGEST_NAME = 75

export type ShownCount = PeopleCount | 'counting' | 'incomplete' | 'too-long'

export interface BuilderGiven extends RowGiven {
  builder: Builder
  stored: OpenSegment | undefined
  count: ShownCount
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

function viewWith(given: BuilderGiven, menus: Menus): ModalView {
  const { builder, language } = given
  const { cancel, save } = slackTexts(language)
  const texts = segmentTexts(language)
  const rows = builder.rows.flatMap((row, at) => {
    if (isKept(row)) return keptBlocks(given, given.stored?.filter, row, at + 1)
    const topics = menus === 'few-topics' ? fewTopics(given, row) : given.house.topics
    return rowBlocks({ ...given, topics, withValues: menus === 'all' }, row, at + 1)
  })
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

function fewTopics({ house, builder }: BuilderGiven, row: Row): House['topics'] {
  const asking = builder.rows.findLast((one) => !isKept(one) && one.field === '')
  return row === asking ? house.topics : house.topics.filter(({ id }) => row.field.startsWith(`consent.${id}.`))
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
