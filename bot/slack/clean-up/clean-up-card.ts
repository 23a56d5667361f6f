import {
  actions,
  type Block,
  button,
  clip,
  context,
  escapeMrkdwn,
  header,
  section,
  slackDate,
} from '#bot/slack/blocks.ts'
import type { CardMessage } from '#bot/slack/tell/teller.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { CLEAN_UP_TEXTS } from '#core/texts/slack/clean-up.ts'
import type { CleanUpView } from '#db/operations/clean-up/read-clean-up.ts'
import { CLEAN_UP_ACTIONS, cleanUpValue } from './clean-up-actions.ts'
import { bucketText, keptText } from './clean-up-lines.ts'

const WHY_LENGTH = 700

/** A clean-up as one message: counts and codes, who did what and when, and what can still be done. */
export function cleanUpCard(view: CleanUpView, language: StaffLanguage): CardMessage {
  const { card, states } = CLEAN_UP_TEXTS[language]
  const blocks: (Block | undefined)[] = [
    header(card.header(view.id)),
    context(states[view.state]),
    section(`*${CLEAN_UP_TEXTS[language].why}*\n${quoted(view.why)}`),
    countsBlock(view, language),
    ...view.buckets.filter(({ count }) => count > 0).map((bucket) => section(bucketText(bucket, language))),
    waitingBlock(view, language),
    view.state === 'proposed' || view.state === 'confirmed' ? context(card.what) : undefined,
    outcomeBlock(view, language),
    section(historyLines(view, language).join('\n')),
    ...actions(buttonsOf(view, language)),
  ]
  return {
    text: clip(card.text(view.id, states[view.state]), 300),
    blocks: blocks.filter((block) => block !== undefined),
  }
}

function countsBlock({ state, ended, listed, judged }: CleanUpView, language: StaffLanguage): Block | undefined {
  const { card } = CLEAN_UP_TEXTS[language]
  if (state === 'freezing') return undefined
  return section((ended === undefined ? card.counts : card.counted)(listed, judged))
}

function quoted(text: string): string {
  return clip(escapeMrkdwn(text.trim()), WHY_LENGTH)
    .split('\n')
    .map((line) => (line === '' ? '' : `>${line}`))
    .join('\n')
}

function waitingBlock({ waiting }: CleanUpView, language: StaffLanguage): Block | undefined {
  const lines = keptText(waiting, language)
  const count = waiting.reduce((sum, one) => sum + one.count, 0)
  return lines === undefined ? undefined : section(`${CLEAN_UP_TEXTS[language].waitingTitle(count)}\n${lines}`)
}

function outcomeBlock({ state, startsAt, outcome }: CleanUpView, language: StaffLanguage): Block | undefined {
  const { card } = CLEAN_UP_TEXTS[language]
  const { deleted, left } = outcome
  const kept = outcome.kept.reduce((sum, { count }) => sum + count, 0)
  const begun = deleted + kept > 0
  if (state === 'confirmed' && startsAt !== undefined) return section(card.starts(date(startsAt)))
  if (state === 'running') return section(card.progress(deleted, kept, left))
  if (state !== 'done' && !begun) return undefined
  const lines = [card.sums(deleted, kept, left), keptText(outcome.kept, language), card.reportHow]
  return section(lines.filter((line) => line !== undefined).join('\n'))
}

function historyLines({ proposed, confirmed, state, ended }: CleanUpView, language: StaffLanguage): string[] {
  const { history } = CLEAN_UP_TEXTS[language].card
  const lines = [history.proposed(`<@${proposed.by}>`, date(proposed.at))]
  if (confirmed !== undefined) lines.push(history.confirmed(`<@${confirmed.by}>`, date(confirmed.at)))
  if (ended === undefined) return lines
  if (ended.by !== undefined && (state === 'refused' || state === 'cancelled'))
    lines.push(history[state](`<@${ended.by}>`, date(ended.at)))
  else lines.push(history.done(date(ended.at)))
  if (ended.reason === 'nobody' || ended.reason === 'list-changed') lines.push(history[ended.reason])
  return lines
}

function buttonsOf(view: CleanUpView, language: StaffLanguage) {
  const { card } = CLEAN_UP_TEXTS[language]
  const value = cleanUpValue(view)
  const label = (text: string) => `${text} · ${view.id}`
  const cancel = button({
    action: CLEAN_UP_ACTIONS.cancel,
    text: card.cancel,
    value,
    label: label(card.cancel),
    confirm: card.askCancel,
  })
  switch (view.state) {
    case 'proposed':
      return [
        button({
          action: CLEAN_UP_ACTIONS.confirm,
          text: card.confirm,
          value,
          label: label(card.confirm),
          style: 'danger',
          confirm: { ...card.ask, title: card.ask.title(view.listed) },
        }),
        button({
          action: CLEAN_UP_ACTIONS.refuse,
          text: card.refuse,
          value,
          label: label(card.refuse),
          confirm: card.askRefuse,
        }),
        cancel,
      ]
    case 'freezing':
    case 'confirmed':
    case 'running':
      return [cancel]
    case 'done':
    case 'refused':
    case 'cancelled':
      return []
  }
}

function date(at: number): string {
  return slackDate(at, Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'minute' }))
}
