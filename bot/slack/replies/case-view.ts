import type { types } from '@slack/bolt'
import {
  actions,
  type Block,
  type Button,
  button,
  clip,
  context,
  divider,
  escapeMrkdwn,
  type ModalView,
  plain,
  section,
  slackDate,
} from '#bot/slack/blocks.ts'
import { pairKey } from '#core/consent/pair.ts'
import { pairLabel } from '#core/consent/wording.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { REPLIES_TEXTS } from '#core/texts/slack/replies.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { IncomingCase } from '#db/operations/incoming/open-incoming.ts'
import { caseValue, type PileKind, type Settling, settleAction } from './replies-actions.ts'

/** The boxes of what they say yes to. */
export const PAIRS = 'replies:pairs'
/** Slack takes so many boxes. */
const MOST_PAIRS = 10
const TEXT_LENGTH = 2800

/** One message and what may be said of it. `said`: what became of the one before, or why nothing did. */
export function caseView(
  found: IncomingCase,
  { house, kind, language, said }: { house: House; kind: PileKind; language: StaffLanguage; said?: string | undefined },
): ModalView {
  const texts = REPLIES_TEXTS[language]
  const when = slackDate(
    found.at,
    Temporal.Instant.fromEpochMilliseconds(found.at).toString({ smallestUnit: 'minute' }),
  )
  return {
    type: 'modal',
    title: plain(texts.title),
    close: plain(slackTexts(language).close),
    blocks: [
      ...(said === undefined ? [] : [section(said), divider]),
      context(texts.caseLine(found.id, when, found.campaignId)),
      ...wordBlocks(found, language),
      divider,
      ...questionBlocks(found, { house, language }),
      ...actions(buttons(found, { kind, language })),
      context(texts.audited),
    ],
  }
}

function wordBlocks({ words, kind, channel }: IncomingCase, language: StaffLanguage): Block[] {
  const texts = REPLIES_TEXTS[language]
  if (words === undefined) return [section(texts.gone)]
  const shown = (text: string, most: number) => escapeMrkdwn(clip(text.trim(), most))
  const lines = [
    texts.kinds[channel === 'sms' ? 'text' : kind],
    ...(words.from === '' ? [] : [texts.from(shown(words.from, 320))]),
    ...(words.elsewhere ? [texts.elsewhere] : []),
    ...(words.shared ? [texts.shared] : []),
    ...(words.subject === '' ? [] : [texts.subject(shown(words.subject, 500))]),
    ...(words.about === undefined ? [] : [texts.about(shown(words.about.join(', '), 800))]),
  ]
  const text = words.text.trim() === '' ? texts.noText : quoted(words.text)
  const media = words.media === undefined ? [] : [context(texts.media(words.media))]
  return [section(lines.join('\n')), section(text), ...media]
}

function quoted(text: string): string {
  const lines = escapeMrkdwn(text.trim())
    .split('\n')
    .map((line) => `>${line}`)
  return clip(lines.join('\n'), TEXT_LENGTH)
}

function questionBlocks(
  { wants, words, pairs, channel }: IncomingCase,
  { house, language }: { house: House; language: StaffLanguage },
): Block[] {
  const texts = REPLIES_TEXTS[language]
  const because = words?.phrase === undefined ? [] : [texts.stopBecause(escapeMrkdwn(clip(words.phrase, 300)))]
  switch (wants) {
    case 'stop':
      return [section([...because, texts.stopQuestion[channel]].join('\n'))]
    case 'answer':
      return [section(texts.answerQuestion), ...pairsBlock(pairs, { house, language })]
    case 'reading':
      return [
        section(
          because.length > 0 && channel === 'sms' ? [...because, texts.strangerStopped].join('\n') : texts.readingNote,
        ),
      ]
    case 'trust':
      return [section(texts.trustNote[channel])]
  }
}

/** Where several were asked, their words name which: no box is ticked beforehand. */
function pairsBlock(
  pairs: IncomingCase['pairs'],
  { house, language }: { house: House; language: StaffLanguage },
): Block[] {
  if (pairs.length < 2) return []
  const options = pairs.slice(0, MOST_PAIRS).map(
    (pair): types.PlainTextOption => ({
      text: plain(clip(pairLabel(house, language, pair), 75)),
      value: clip(pairKey(pair), 150),
    }),
  )
  return [
    section(REPLIES_TEXTS[language].whichPairs),
    { type: 'actions', block_id: PAIRS, elements: [{ type: 'checkboxes', action_id: PAIRS, options }] },
  ]
}

function buttons(
  { id, pile, wants, words }: IncomingCase,
  { kind, language }: { kind: PileKind; language: StaffLanguage },
): Button[] {
  const texts = REPLIES_TEXTS[language]
  const one = (as: Settling, more: Partial<Parameters<typeof button>[0]> = {}) =>
    button({
      action: settleAction(as),
      text: texts.buttons[as],
      value: caseValue({ kind, pile, id }),
      label: `${texts.buttons[as]} · ${id}`,
      ...more,
    })
  if (words === undefined) return [one('read')]
  switch (wants) {
    case 'stop':
      return [one('stop', { style: 'primary' }), one('not-a-stop', { confirm: texts.askNotAStop })]
    case 'answer':
      return [one('yes', { confirm: texts.askYes }), one('no'), one('not-an-answer')]
    case 'reading':
    case 'trust':
      return [one('read', { style: 'primary' })]
  }
}
