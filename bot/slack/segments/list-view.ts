import {
  actions,
  type Block,
  button,
  clip,
  context,
  escapeMrkdwn,
  type ModalView,
  plain,
  section,
} from '#bot/slack/blocks.ts'
import { segmentText } from '#core/contacts/segment-text.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { segmentTexts } from '#core/texts/slack/segments.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { ListedSegment } from '#db/operations/segments/list-segments.ts'
import { capital } from './choices.ts'
import { topicNames } from './topic-names.ts'

const LIST = 'segment-list'
/** Segments on a page: two blocks each, and few enough to be counted together. */
export const PAGE_SIZE = 12

export type ListCount = number | 'counting' | 'not-counted'

export interface ListGiven {
  segments: readonly ListedSegment[]
  page: number
  /** By name. */
  counts: ReadonlyMap<string, ListCount>
  note: string | undefined
  house: Pick<House, 'topics'>
  language: StaffLanguage
}

/** The segments of one page, in words, counted. A list's name may say who somebody is: this is a modal, never a post. */
export function segmentsView(given: ListGiven): ModalView {
  const { segments, page, note, language } = given
  const texts = segmentTexts(language)
  const shown = pageOf(segments, page)
  return {
    type: 'modal',
    callback_id: LIST,
    private_metadata: String(page),
    title: plain(clip(texts.title, 24)),
    close: plain(slackTexts(language).close),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      context(texts.intro),
      ...actions([button({ action: 'segment:new', text: texts.buttons.new, value: 'new', style: 'primary' })]),
      ...shown.flatMap((segment) => segmentBlocks(given, segment)),
      ...(segments.length <= 1 ? [context(texts.none)] : []),
      ...pageButtons(given),
    ],
  }
}

export function pageOf(segments: readonly ListedSegment[], page: number): readonly ListedSegment[] {
  return segments.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)
}

function segmentBlocks({ counts, house, language }: ListGiven, { id, name, filter, uses }: ListedSegment): Block[] {
  const texts = segmentTexts(language)
  const { states } = slackTexts(language)
  const count = counts.get(name) ?? 'not-counted'
  const counted =
    count === 'counting' ? texts.counting : count === 'not-counted' ? texts.notCounted : texts.people(count)
  const title = id === undefined ? texts.everyone : name
  const used = uses.slice(0, 5).map(({ campaignId, state }) => texts.campaign(campaignId, states[state]))
  if (uses.length > 5) used.push(texts.more(uses.length - 5))
  const lines = [
    `*${escapeMrkdwn(clip(title, 200))}* · ${counted}`,
    ...(id === undefined
      ? []
      : [clip(escapeMrkdwn(capital(segmentText(filter, language, topicNames(house, language)))), 700)]),
    ...(used.length === 0 ? [] : [`_${texts.used(used.join(', '))}_`]),
  ]
  return [section(lines.join('\n')), ...segmentButtons(id, name, uses.length === 0, language)]
}

function segmentButtons(id: number | undefined, name: string, unused: boolean, language: StaffLanguage): Block[] {
  if (id === undefined) return []
  const { buttons, editLabel, copyLabel, deleteLabel, confirmDelete } = segmentTexts(language)
  const value = String(id)
  return actions([
    button({ action: 'segment:edit', text: buttons.edit, value, label: editLabel(name) }),
    button({ action: 'segment:copy', text: buttons.copy, value, label: copyLabel(name) }),
    ...(unused
      ? [
          button({
            action: 'segment:delete',
            text: buttons.delete,
            value,
            label: deleteLabel(name),
            style: 'danger',
            confirm: confirmDelete,
          }),
        ]
      : []),
  ])
}

function pageButtons({ segments, page, language }: ListGiven): Block[] {
  const { buttons } = segmentTexts(language)
  const pages = Math.ceil(segments.length / PAGE_SIZE)
  if (pages <= 1) return []
  const to = (target: number, which: 'previous' | 'next') =>
    button({ action: `segment:${which}`, text: buttons[which], value: String(target) })
  return actions([...(page > 0 ? [to(page - 1, 'previous')] : []), ...(page < pages - 1 ? [to(page + 1, 'next')] : [])])
}
