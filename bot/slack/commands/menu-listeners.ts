import type { BlockButtonAction } from '@slack/bolt'
import { newCampaignView } from '#bot/slack/campaigns/wizard.ts'
import { openCleanUp } from '#bot/slack/clean-up/clean-up-listeners.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import { ANY_ROLE } from '#bot/slack/people.ts'
import { openSegments } from '#bot/slack/segments/segment-listeners.ts'
import { stopView } from '#bot/slack/stop/stop.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { listMessage, OPEN_CAMPAIGN } from './campaign-list.ts'
import { forPerson } from './egard.ts'
import { showCampaign } from './show-campaign.ts'

/** The buttons of the menu and of the list of campaigns. */
export function listenToMenu(surface: Surface): void {
  const { app, memory } = surface
  app.action<BlockButtonAction>('menu:reoptin', async ({ ack, body }) => {
    await ack()
    const modal = { trigger: body.trigger_id, user: body.user.id, needs: ['staff'] as const }
    await openModal(surface, modal, (person) => newCampaignView(surface, person))
  })
  app.action<BlockButtonAction>('menu:stop', async ({ ack, body }) => {
    await ack()
    const modal = { trigger: body.trigger_id, user: body.user.id, needs: 'anyone' as const }
    await openModal(surface, modal, async ({ language }) => stopView(language))
  })
  app.action<BlockButtonAction>('menu:segments', async ({ ack, body }) => {
    await ack()
    await openSegments(surface, body.trigger_id, body.user.id)
  })
  app.action<BlockButtonAction>('menu:cleanup', async ({ ack, body }) => {
    await ack()
    await openCleanUp(surface, body.trigger_id, body.user.id)
  })
  app.action<BlockButtonAction>('menu:campaigns', async ({ ack, body, respond }) => {
    await ack()
    await forPerson(surface, body.user.id, ANY_ROLE, respond, ({ language }) => listMessage(memory, language))
  })
  app.action<BlockButtonAction>('menu:help', async ({ ack, body, respond }) => {
    await ack()
    await forPerson(surface, body.user.id, 'anyone', respond, async ({ language }) =>
      slackTexts(language).help('/egard'),
    )
  })
  app.action<BlockButtonAction>(OPEN_CAMPAIGN, async ({ ack, action, body, respond }) => {
    await ack()
    await forPerson(surface, body.user.id, ANY_ROLE, respond, async (person) => {
      const { shown, text } = await showCampaign(surface, person, action.value ?? '', '/egard campaign')
      // From the Home tab the card itself, in the person's messages, is the answer.
      return shown && respond === undefined ? undefined : text
    })
  })
}
