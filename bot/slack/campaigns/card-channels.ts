import { type Block, section } from '#bot/slack/blocks.ts'
import { carrierOf, channelsOf, stepsOf } from '#core/campaigns/draft.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { cardDate as date } from './card-date.ts'
import { type FittedCard, listBlock } from './card-parts.ts'
import { forecastLines } from './forecast-lines.ts'
import { smsSection } from './sms-blocks.ts'
import { exampleSms } from './sms-example.ts'

/** Which channel, for how many each; and that who has had enough is left out, where that was chosen. */
export function carrierLine({ view, language }: FittedCard): string {
  const { channel, carriers, byChannel, leavesOut } = textingTexts(language)
  const { email, sms } = view.channels
  const parts = [
    carriers[carrierOf(view.draft)],
    ...(view.audience > 0 && sms > 0 ? [byChannel(email, sms)] : []),
    ...(view.draft.overBudget === 'skip' ? [leavesOut] : []),
  ]
  return `*${channel}* · ${parts.join(' · ')}`
}

/** Every SMS as a person reads it, with its parts: it is short enough to be decided about here. */
export function smsBlocks({ view, house, language, means, now, kind, room }: FittedCard): Block[] {
  const { draft, languages } = view
  if (!channelsOf(draft).includes('sms') || (kind === 'campaign-card' && view.state !== 'draft')) return []
  const texts = slackTexts(language)
  const texting = textingTexts(language)
  return languages.flatMap((written) =>
    stepsOf(draft).map((step) => {
      const example = exampleSms({ house, draft, written, step, means, now })
      const where = `${texting.channels.sms} · ${texts.steps[step]}, ${texts.languages[written]}`
      return smsSection(where, example, room.smsLength, language)
    }),
  )
}

/** What the simulation said that the author read: cost, who waits, who is left out. */
export function forecastBlocks(given: FittedCard): (Block | undefined)[] {
  const { view, house, language, room } = given
  if (view.forecast === undefined || view.audience === 0) return []
  const { cost, waits, leftOut } = forecastLines(view.forecast, language, (at) => date(at, house))
  const texts = textingTexts(language)
  return [
    cost === undefined ? undefined : section(`*${texts.costTitle}* · ${cost}`),
    listBlock(given, texts.waitTitle, waits, room.reasons),
    listBlock(given, texts.leftOutTitle, leftOut, room.reasons),
  ]
}
