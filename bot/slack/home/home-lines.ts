import { type Block, type Button, button, clip, slackDate } from '#bot/slack/blocks.ts'
import { OPEN_CAMPAIGN } from '#bot/slack/commands/campaign-list.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { homeTexts } from '#core/texts/slack/home.ts'

/** A sentence with its button. */
export function line(text: string, accessory: Button): Block {
  return { type: 'section', text: { type: 'mrkdwn', text: clip(text, 3000) }, accessory }
}

/** Shows a campaign's card in the person's messages. */
export function openButton(campaignId: number, language: StaffLanguage): Button {
  const { open, openLabel } = homeTexts(language)
  return button({ action: OPEN_CAMPAIGN, text: open, value: String(campaignId), label: openLabel(campaignId) })
}

/** In each reader's own zone; the house's where a client cannot. */
export function date(at: number, { organisation }: Pick<House, 'organisation'>): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(organisation.timeZone)
  return slackDate(at, `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`)
}
