import { escapeMrkdwn, header, section } from '#bot/slack/blocks.ts'
import type { CardMessage } from '#bot/slack/tell/teller.ts'
import type { Alert } from '#core/alerts/alert.ts'
import type { House } from '#core/house.ts'
import { alertText } from '#core/texts/alerts.ts'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'

/** What the on-call channel reads when something needs a person. */
export function alertMessage(
  { organisation }: Pick<House, 'organisation'>,
  { data }: Pick<Notice, 'data'>,
): CardMessage {
  const { title, happened, remedy } = alertText(data as unknown as Alert, staffLanguage(organisation.language))
  return {
    text: `${title}. ${escapeMrkdwn(happened)}`,
    blocks: [header(title), section(escapeMrkdwn(happened)), section(escapeMrkdwn(remedy))],
  }
}
