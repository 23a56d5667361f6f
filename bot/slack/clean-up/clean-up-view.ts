import type { types } from '@slack/bolt'
import { type Block, button, clip, type ModalView, plain, section } from '#bot/slack/blocks.ts'
import { DELETION_BUCKETS, type DeletionBucket } from '#core/contacts/clean-up.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { CLEAN_UP_TEXTS } from '#core/texts/slack/clean-up.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { CleanUpCounts } from '#db/operations/clean-up/count-proposals.ts'
import type { CleanUpLine } from '#db/operations/clean-up/list-clean-ups.ts'
import { CLEAN_UP_ACTIONS } from './clean-up-actions.ts'
import { bucketText, keptText } from './clean-up-lines.ts'

export const PROPOSE = 'clean-up-propose'
const WHY = 1000

export interface CleanUpViewGiven {
  /** Undefined while another one is open: nothing can be proposed beside it. */
  counts: CleanUpCounts | undefined
  open: number | undefined
  ended: readonly CleanUpLine[]
}

/** Who the rule proposes for deletion, with the reasons in words and a tick for each kind; the last clean-ups with their reports. */
export function cleanUpView({ counts, open, ended }: CleanUpViewGiven, language: StaffLanguage): ModalView {
  const texts = CLEAN_UP_TEXTS[language]
  const found = counts === undefined ? [] : bucketsOf(counts)
  const blocks: Block[] = [
    ...(open === undefined ? [] : [section(texts.open(open))]),
    ...(counts === undefined || found.length > 0 ? [] : [section(texts.nobody)]),
    ...(found.length > 0 ? [section(texts.intro)] : []),
    ...found.map((bucket) => section(bucketText(bucket, language))),
    ...(counts === undefined ? [] : waitingBlocks(counts, language)),
    ...(found.length > 0 ? [chooseInput(found, language), whyInput(language)] : []),
    ...ended.map((line) => endedBlock(line, language)),
  ]
  return {
    type: 'modal',
    callback_id: PROPOSE,
    title: plain(clip(texts.title, 24)),
    close: plain(slackTexts(language).close),
    ...(found.length > 0 && { submit: plain(clip(texts.submit, 24)) }),
    blocks,
  }
}

interface Found {
  bucket: DeletionBucket
  count: number
  reasons: { code: ReasonCode; count: number }[]
}

function bucketsOf({ buckets }: CleanUpCounts): Found[] {
  return DELETION_BUCKETS.flatMap((bucket) => {
    const { count = 0, reasons = {} } = buckets[bucket] ?? {}
    const sorted = (Object.entries(reasons) as [ReasonCode, number][])
      .toSorted((a, b) => b[1] - a[1])
      .map(([code, of]) => ({ code, count: of }))
    return count === 0 ? [] : [{ bucket, count, reasons: sorted }]
  })
}

function waitingBlocks({ waiting }: CleanUpCounts, language: StaffLanguage): Block[] {
  const kept = (Object.entries(waiting) as [keyof typeof waiting, number][]).map(([reason, count]) => ({
    reason,
    count,
  }))
  const lines = keptText(kept, language)
  const count = kept.reduce((sum, one) => sum + one.count, 0)
  return lines === undefined ? [] : [section(`${CLEAN_UP_TEXTS[language].waitingTitle(count)}\n${lines}`)]
}

/** Nothing is ticked beforehand: each kind is chosen. */
function chooseInput(found: readonly Found[], language: StaffLanguage): types.InputBlock {
  const { choose, buckets, option } = CLEAN_UP_TEXTS[language]
  return {
    type: 'input',
    block_id: 'buckets',
    label: plain(choose),
    element: {
      type: 'checkboxes',
      action_id: 'buckets',
      options: found.map(({ bucket, count }) => ({
        value: bucket,
        text: plain(clip(option(buckets[bucket], count), 75)),
      })),
    },
  }
}

function whyInput(language: StaffLanguage): types.InputBlock {
  const { why, whyHint } = CLEAN_UP_TEXTS[language]
  return {
    type: 'input',
    block_id: 'why',
    label: plain(why),
    hint: plain(whyHint),
    element: { type: 'plain_text_input', action_id: 'why', multiline: true, max_length: WHY },
  }
}

function endedBlock({ id, state, deleted }: CleanUpLine, language: StaffLanguage): Block {
  const { last, states, report, reportLabel } = CLEAN_UP_TEXTS[language]
  const text = last(id, states[state], deleted)
  return {
    type: 'section',
    text: { type: 'mrkdwn', text },
    accessory: button({ action: CLEAN_UP_ACTIONS.report, text: report, value: `${id}.`, label: reportLabel(id) }),
  }
}
