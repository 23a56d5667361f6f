import { denialText, refusalText, sentenceView } from '#bot/slack/answers.ts'
import { type ModalView, plain } from '#bot/slack/blocks.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { refuseCampaign } from '#db/operations/campaigns/change-state.ts'
import { isRefused } from '#db/operations/memory.ts'
import { type CardValue, cardValue, readCardValue } from './card-value.ts'
import { text } from './wizard-values.ts'

const REFUSE = 'campaign-refuse'
const REASON = 500

export function refuseView(value: CardValue, language: StaffLanguage): ModalView {
  const texts = slackTexts(language)
  const { refuse } = texts
  return {
    type: 'modal',
    callback_id: REFUSE,
    private_metadata: cardValue(value),
    title: plain(refuse.title),
    submit: plain(refuse.submit),
    close: plain(texts.cancel),
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        label: plain(refuse.reason),
        hint: plain(refuse.hint),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: REASON },
      },
    ],
  }
}

/** Sends a submission back to its author, with the reason. */
export function listenToRefusals(surface: Surface): void {
  const { app, people, memory, now } = surface
  app.view(REFUSE, async ({ ack, body, view }) => {
    const admission = await people.admit(body.user.id, ['approver'])
    const { language } = admission.admitted ? admission.person : admission
    const { refuse, done } = slackTexts(language)
    const say = (words: string) => ack({ response_action: 'update', view: sentenceView(refuse.title, words, language) })
    if (!admission.admitted) return say(denialText(admission))
    const value = readCardValue(view.private_metadata) ?? { campaignId: 0, version: 0, seal: '' }
    const reason = text(view.state.values, 'reason', REASON)
    const refused = await refuseCampaign(memory, now(), { ...value, by: admission.person.id, reason })
    await say(isRefused(refused) ? refusalText(refused, language) : done.refused)
    surface.tell()
  })
}
