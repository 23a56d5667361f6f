import type { BlockButtonAction } from '@slack/bolt'
import { denialText, refusalText, sentenceView } from '#bot/slack/answers.ts'
import { type ModalView, plain, section } from '#bot/slack/blocks.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { testText } from '#db/operations/campaigns/test-text.ts'
import { isRefused } from '#db/operations/memory.ts'
import { actionId } from './card-buttons.ts'
import { type CardValue, cardValue, readCardValue } from './card-value.ts'
import { input, typed } from './wizard-inputs.ts'
import { text } from './wizard-values.ts'

const TEST_SMS = 'campaign-test-sms'
const NUMBER = 'number'
const MOST = 40

/** Asks whoever tests for their own number: Slack does not know it, and it is kept nowhere but with the test. */
export function testSmsView(value: CardValue, language: StaffLanguage): ModalView {
  const { test } = textingTexts(language)
  return {
    type: 'modal',
    callback_id: TEST_SMS,
    private_metadata: cardValue(value),
    title: plain(test.title),
    submit: plain(test.submit),
    close: plain(slackTexts(language).cancel),
    blocks: [section(test.lead), input(NUMBER, test.number, typed('', MOST), { hint: test.numberHint })],
  }
}

/** A test by SMS: the button asks for a number, and a number that cannot be one is sent back with a sentence under it. */
export function listenToTestSms(surface: Surface): void {
  const { app, people, memory, now } = surface
  app.action<BlockButtonAction>(actionId('test-sms'), async ({ ack, action, body }) => {
    await ack()
    const value = readCardValue(action.value) ?? { campaignId: 0, version: 0, seal: '' }
    const given = { trigger: body.trigger_id, user: body.user.id, needs: ['staff'] as const }
    await openModal(surface, given, async ({ language }) =>
      surface.smsFrom === undefined
        ? sentenceView(
            textingTexts(language).test.title,
            refusalText({ refused: 'sms-not-set-up' }, language),
            language,
          )
        : testSmsView(value, language),
    )
  })
  app.view(TEST_SMS, async ({ ack, body, view }) => {
    const admission = await people.admit(body.user.id, ['staff'])
    const { language } = admission.admitted ? admission.person : admission
    const { test } = textingTexts(language)
    const say = (words: string) => ack({ response_action: 'update', view: sentenceView(test.title, words, language) })
    if (!admission.admitted) return say(denialText(admission))
    const { campaignId } = readCardValue(view.private_metadata) ?? { campaignId: 0 }
    const number = text(view.state.values, NUMBER, MOST)
    const sent = await testText(memory, now(), { campaignId, by: admission.person.id, number })
    if (!isRefused(sent)) {
      await say(test.sent(sent.messages, sent.number))
      return surface.tell()
    }
    const problem = test.problems[sent.refused]
    if (problem === undefined) return say(refusalText(sent, language))
    return ack({ response_action: 'errors', errors: { [NUMBER]: problem } })
  })
}
