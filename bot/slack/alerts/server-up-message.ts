import { slackDate } from '#bot/slack/blocks.ts'
import { type CardMessage, onlyText } from '#bot/slack/tell/teller.ts'
import type { House } from '#core/house.ts'
import { sendingTexts } from '#core/texts/slack/sending.ts'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'

/** What the on-call channel reads when the mail server, or the SMS provider, takes messages again. */
export function serverUpMessage(
  { organisation }: Pick<House, 'organisation'>,
  { data }: Pick<Notice, 'data'>,
  server: 'mailServerUp' | 'smsProviderUp',
): CardMessage {
  const since = Number(data['since'])
  const local = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(organisation.timeZone)
  const shown = slackDate(since, local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' '))
  return onlyText(sendingTexts(staffLanguage(organisation.language))[server](shown))
}
