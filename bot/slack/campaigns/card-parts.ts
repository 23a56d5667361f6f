import { type Block, clip, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import type { CardKind } from './card-buttons.ts'
import type { SmsMeans } from './sms-example.ts'

export interface CardGiven {
  view: CampaignView
  house: House
  language: StaffLanguage
  kind: CardKind
  means: SmsMeans
  now: number
}

/** How much of each list is shown; the rest is counted. */
export interface Room {
  needLength: number
  lineLength: number
  findings: number
  changes: number
  reasons: number
  bases: number
  acts: number
  /** Of one SMS, characters; without room only its length is told. */
  smsLength: number
}

/** A card with as much of each list as fits. */
export interface FittedCard extends CardGiven {
  room: Room
}

/** A title and its lines; the rest is counted. */
export function listBlock(
  { language }: CardGiven,
  title: string,
  lines: readonly string[],
  most: number,
): Block | undefined {
  if (lines.length === 0) return undefined
  const { card } = slackTexts(language)
  const shown = lines.slice(0, most).map((line) => `• ${line}`)
  if (lines.length > most) shown.push(card.more(lines.length - most))
  return section(`*${title}*\n${shown.join('\n')}`)
}

/** A colleague by Slack id, or the name another surface acted under. */
export function actor(id: string): string {
  return /^[UW][A-Z0-9]+$/.test(id) ? `<@${id}>` : escapeMrkdwn(clip(id, 60))
}
