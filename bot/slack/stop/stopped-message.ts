import { type CardMessage, onlyText } from '#bot/slack/tell/teller.ts'
import type { House } from '#core/house.ts'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'

/** What the campaigns' channel reads when somebody stopped everything. */
export function stoppedMessage(
  { organisation }: Pick<House, 'organisation'>,
  { data }: Pick<Notice, 'data'>,
): CardMessage {
  const { stop } = slackTexts(staffLanguage(organisation.language))
  const who = `<@${data['by']}>`
  const campaigns = String(data['campaigns'] ?? '')
  return onlyText(campaigns === '' ? stop.announcedNone(who) : stop.announced(who, campaigns))
}
