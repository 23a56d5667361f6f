import { denialText, sentenceView } from '#bot/slack/answers.ts'
import { type ModalView, plain, section } from '#bot/slack/blocks.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { stopSending } from '#db/operations/campaigns/change-state.ts'

const STOP = 'stop-sending'

/** Asks once more before everything is paused. */
export function stopView(language: StaffLanguage): ModalView {
  const { stop, cancel } = slackTexts(language)
  return {
    type: 'modal',
    callback_id: STOP,
    title: plain(stop.title),
    submit: plain(stop.submit),
    close: plain(cancel),
    blocks: [section(stop.text)],
  }
}

/** Anyone in the workspace may stop everything; the campaigns channel is told who did. */
export function listenToStops(surface: Surface): void {
  const { app, people, memory, now } = surface
  app.view(STOP, async ({ ack, body }) => {
    const admission = await people.admit(body.user.id, 'anyone')
    const { language } = admission.admitted ? admission.person : admission
    const { stop } = slackTexts(language)
    const say = (words: string) => ack({ response_action: 'update', view: sentenceView(stop.title, words, language) })
    if (!admission.admitted) return say(denialText(admission))
    const { paused } = await stopSending(memory, now(), { by: admission.person.id })
    await say(stop.done(paused.length))
    surface.tell()
  })
}
