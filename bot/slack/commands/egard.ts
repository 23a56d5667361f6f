import type { RespondFn, SlashCommand } from '@slack/bolt'
import { answerPerson, denialText, refusalText } from '#bot/slack/answers.ts'
import { type Block, escapeMrkdwn } from '#bot/slack/blocks.ts'
import { newCampaignView } from '#bot/slack/campaigns/wizard.ts'
import { openCleanUp } from '#bot/slack/clean-up/clean-up-listeners.ts'
import { contactView } from '#bot/slack/contact/contact-view.ts'
import { importLink } from '#bot/slack/imports/import-link.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import { ANY_ROLE, type Needs, type Person } from '#bot/slack/people.ts'
import { openSegments } from '#bot/slack/segments/segment-listeners.ts'
import { stopView } from '#bot/slack/stop/stop.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { isRefused } from '#db/operations/memory.ts'
import { listMessage } from './campaign-list.ts'
import { menuMessage } from './menu.ts'
import { showCampaign } from './show-campaign.ts'
import { campaignNumber, parseCommand } from './words.ts'

/** `/egard [subcommand]`. */
export function listenToCommands(surface: Surface): void {
  surface.app.command('/egard', async ({ ack, command, respond }) => {
    await ack()
    await answer(surface, command, respond)
  })
}

async function answer(surface: Surface, command: SlashCommand, respond: RespondFn): Promise<void> {
  const { command: slash, user_id: user, trigger_id: trigger } = command
  const parsed = parseCommand(command.text)
  const modal = { trigger, user }
  switch (parsed.command) {
    case 'menu':
      return forPerson(surface, user, 'anyone', respond, async ({ language }) => menuMessage(language))
    case 'help':
      return forPerson(surface, user, 'anyone', respond, async ({ language }) => slackTexts(language).help(slash))
    case 'import':
      return forPerson(surface, user, ['staff'], respond, (person) => importLink(surface, person))
    case 'segments':
      return openSegments(surface, trigger, user)
    case 'request':
    case 'breach':
      return forPerson(surface, user, 'anyone', respond, async ({ language }) => {
        const { name, email } = surface.memory.house.dpo
        return slackTexts(language).notYet(escapeMrkdwn(name), escapeMrkdwn(email))
      })
    case 'unknown':
      return forPerson(surface, user, 'anyone', respond, async ({ language }) =>
        slackTexts(language).unknown(parsed.word, parsed.closest, slash),
      )
    case 'campaigns':
      return forPerson(surface, user, ANY_ROLE, respond, ({ language }) => listMessage(surface.memory, language))
    case 'campaign':
      return forPerson(surface, user, ANY_ROLE, respond, async (person) => {
        const { text } = await showCampaign(surface, person, parsed.rest, `${slash} campaign`)
        return text
      })
    case 'resume':
      return forPerson(surface, user, ['approver'], respond, (person) => resume(surface, person, parsed.rest, slash))
    case 'reoptin':
      return openModal(surface, { ...modal, needs: ['staff'] }, (person) => newCampaignView(surface, person))
    case 'cleanup':
      return openCleanUp(surface, trigger, user)
    case 'stop':
      return openModal(surface, { ...modal, needs: 'anyone' }, async ({ language }) => stopView(language))
    case 'contact':
      return openModal(surface, { ...modal, needs: ['privacy', 'dpo'] }, (person) =>
        contactView(surface, person, parsed.rest, slash),
      )
  }
}

export type Message = string | { text: string; blocks: Block[] }

/** A sentence or a small message only that person sees, once they are admitted; `respond` is missing on the Home tab. */
export async function forPerson(
  surface: Pick<Surface, 'people' | 'client'>,
  user: string,
  needs: Needs,
  respond: RespondFn | undefined,
  say: (person: Person) => Promise<Message | undefined>,
): Promise<void> {
  const admission = await surface.people.admit(user, needs)
  const message = admission.admitted ? await say(admission.person) : denialText(admission)
  if (message !== undefined) await answerPerson(surface, user, respond, message)
}

async function resume({ memory, now, tell }: Surface, { id, language }: Person, rest: string, slash: string) {
  const campaignId = campaignNumber(rest)
  if (campaignId === undefined) return slackTexts(language).needsNumber(`${slash} resume`)
  const resumed = await resumeCampaign(memory, now(), { campaignId, by: id })
  tell()
  return isRefused(resumed) ? refusalText(resumed, language) : slackTexts(language).resumed(campaignId)
}
