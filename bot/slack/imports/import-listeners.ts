import type { BlockButtonAction } from '@slack/bolt'
import { denialText } from '#bot/slack/answers.ts'
import { forPerson } from '#bot/slack/commands/egard.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { importTexts } from '#core/texts/slack/imports.ts'
import { isRefused } from '#db/operations/memory.ts'
import { cancelUpload } from '#db/operations/uploads/move-upload.ts'
import { CANCEL_IMPORT } from './import-card.ts'
import { importLink, OPEN_IMPORT } from './import-link.ts'

/** The menu's button, and the card's. */
export function listenToImports(surface: Surface): void {
  const { app, client, memory, now, people, tell } = surface
  app.action<BlockButtonAction>('menu:import', async ({ ack, body, respond }) => {
    await ack()
    if (body.channel !== undefined) {
      return forPerson(surface, body.user.id, ['staff'], respond, (person) => importLink(surface, person))
    }
    // The Home tab is no channel: the answer goes to the conversation with the app.
    const admission = await people.admit(body.user.id, ['staff'])
    const message = admission.admitted ? await importLink(surface, admission.person) : { text: denialText(admission) }
    await client.chat.postMessage({ channel: body.user.id, ...message })
  })
  app.action<BlockButtonAction>(OPEN_IMPORT, ({ ack }) => ack())
  app.action<BlockButtonAction>(CANCEL_IMPORT, async ({ ack, action, body, respond }) => {
    await ack()
    await forPerson(surface, body.user.id, ['staff'], respond, async ({ id, language }) => {
      const uploadId = Number(action.value)
      const cancelled = await cancelUpload(memory, now(), { uploadId, by: id })
      tell()
      const texts = importTexts(language)
      return isRefused(cancelled) ? texts.notNow : texts.cancelled(uploadId)
    })
  })
}
