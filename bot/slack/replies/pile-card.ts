import { actions, type Block, button, context, header, section, slackDate } from '#bot/slack/blocks.ts'
import type { CardMessage } from '#bot/slack/tell/teller.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { REPLIES_TEXTS } from '#core/texts/slack/replies.ts'
import type { PileView } from '#db/operations/incoming/read-pile.ts'
import { OPEN_PILE, type PileKind } from './replies-actions.ts'

/** A pile of messages as one card: kinds, counts and case numbers, never who wrote or what. Read to its end, it says by whom. */
export function pileCard(view: PileView, kind: PileKind, language: StaffLanguage): CardMessage {
  const { card } = REPLIES_TEXTS[language]
  const title = card[kind]
  const lines = (['stop', 'answer', 'reading', 'trust'] as const).flatMap((wants) =>
    view.waiting[wants] > 0 ? [card.waiting[wants](view.waiting[wants])] : [],
  )
  if (lines.length === 0) {
    const { by = '', at = 0 } = view.last ?? {}
    const text = card.allRead(view.settled, `<@${by}>`, moment(at))
    return { text: title, blocks: [header(title), section(text)] }
  }
  return {
    text: `${title} · ${lines.join(' · ')}`,
    blocks: [
      header(title),
      section(lines.map((line) => `• ${line}`).join('\n')),
      context(about(view, language).join(' · ')),
      ...buttons(view, kind, language),
    ],
  }
}

function about({ cases, waiting, byText, oldestAt, settled }: PileView, language: StaffLanguage): string[] {
  const { card } = REPLIES_TEXTS[language]
  const all = Object.values(waiting).reduce((sum, count) => sum + count, 0)
  return [
    card.cases(cases.join(', '), all - cases.length),
    ...(byText > 0 ? [card.byText(byText)] : []),
    ...(oldestAt === undefined ? [] : [card.since(moment(oldestAt))]),
    ...(settled > 0 ? [card.settled(settled)] : []),
  ]
}

function buttons({ pile }: PileView, kind: PileKind, language: StaffLanguage): Block[] {
  const { card } = REPLIES_TEXTS[language]
  return actions([
    button({
      action: OPEN_PILE[kind],
      text: card.open,
      value: String(pile),
      label: card.openLabel(pile),
      style: 'primary',
    }),
  ])
}

function moment(at: number): string {
  return slackDate(at, Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'minute' }))
}
