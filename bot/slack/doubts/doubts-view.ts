import type { types } from '@slack/bolt'
import { sentenceView } from '#bot/slack/answers.ts'
import { actions, type Block, button, context, divider, type ModalView, plain, section } from '#bot/slack/blocks.ts'
import { cardDate } from '#bot/slack/campaigns/card-date.ts'
import { isSending } from '#core/campaigns/life.ts'
import type { Channel, House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { Step } from '#core/messages/message.ts'
import { doubtTexts } from '#core/texts/slack/doubts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import type { Doubt, Doubts } from '#db/operations/deliveries/list-doubts.ts'

export const DOUBT_ONE = 'doubts:one'
export const DOUBT_ALL_SENT = 'doubts:all-sent'
export const DOUBT_ALL_AGAIN = 'doubts:all-again'

/** What a choice in the window stands for: `sent 12 345`: the campaign, and the message when it is one alone. */
export function readDoubtValue(
  text: string | undefined,
): { as: 'sent' | 'again'; campaignId: number; deliveryId?: number } | undefined {
  const [, as, campaign, delivery] = /^(sent|again) (\d{1,15})(?: (\d{1,15}))?$/.exec(text ?? '') ?? []
  if (as === undefined || campaign === undefined) return undefined
  const campaignId = Number(campaign)
  return { as: as as 'sent' | 'again', campaignId, ...(delivery !== undefined && { deliveryId: Number(delivery) }) }
}

/** Every message nobody can speak for, with what is known of it, and what a person may say. */
export function doubtsView(
  campaignId: number,
  doubts: Doubts,
  { house, language, said }: { house: Pick<House, 'organisation'>; language: StaffLanguage; said?: string },
): ModalView {
  const texts = doubtTexts(language)
  const told = said === undefined ? [] : [context(said)]
  if (doubts.total === 0) return sentenceView(texts.title, texts.none, language, told)
  const maySend = isSending(doubts.state) || doubts.state === 'paused'
  const rest = doubts.total - doubts.oldest.length
  return sentenceView(texts.title, texts.intro(doubts.total), language, [
    ...told,
    section(doubts.causes.map(({ cause, count }) => `• ${texts.cause[cause](count)}`).join('\n')),
    ...channelsIn(doubts).map((channel) => context(texts.how[channel])),
    ...(maySend ? [] : [section(texts.over)]),
    ...actions([
      button({ action: DOUBT_ALL_SENT, text: texts.allSent, value: `sent ${campaignId}` }),
      ...(maySend
        ? [
            button({
              action: DOUBT_ALL_AGAIN,
              text: texts.allAgain,
              value: `again ${campaignId}`,
              confirm: texts.confirmAgain,
            }),
          ]
        : []),
    ]),
    divider,
    ...doubts.oldest.map((doubt) => lineOf(campaignId, doubt, { house, language, maySend })),
    ...(rest > 0 ? [context(texts.more(rest))] : []),
  ])
}

/** Where to look depends on who took it. */
function channelsIn({ oldest }: Doubts): Channel[] {
  return (['email', 'sms'] as const).filter((channel) => oldest.some((doubt) => doubt.channel === channel))
}

function lineOf(
  campaignId: number,
  { deliveryId, mailId, step, channel, handedOverAt }: Doubt,
  { house, language, maySend }: { house: Pick<House, 'organisation'>; language: StaffLanguage; maySend: boolean },
): Block {
  const texts = doubtTexts(language)
  const when = handedOverAt === undefined ? undefined : cardDate(handedOverAt, house)
  const option = (as: 'sent' | 'again'): types.PlainTextOption => ({
    text: plain(texts[as]),
    value: `${as} ${campaignId} ${deliveryId}`,
  })
  const what = `${slackTexts(language).steps[step as Step]}, ${textingTexts(language).channels[channel]}`
  return {
    ...section(texts.one(what, deliveryId, when, mailId)),
    accessory: {
      type: 'static_select',
      action_id: DOUBT_ONE,
      placeholder: plain(texts.choose),
      options: maySend ? [option('sent'), option('again')] : [option('sent')],
    },
  } as Block
}
