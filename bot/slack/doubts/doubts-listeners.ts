import type { BlockButtonAction, BlockStaticSelectAction } from '@slack/bolt'
import { refusalText, sentenceView } from '#bot/slack/answers.ts'
import type { ModalView } from '#bot/slack/blocks.ts'
import { actionId } from '#bot/slack/campaigns/card-buttons.ts'
import { readCardValue } from '#bot/slack/campaigns/card-value.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import { renewModal } from '#bot/slack/renew-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { doubtTexts } from '#core/texts/slack/doubts.ts'
import { listDoubts } from '#db/operations/deliveries/list-doubts.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { isRefused } from '#db/operations/memory.ts'
import { DOUBT_ALL_AGAIN, DOUBT_ALL_SENT, DOUBT_ONE, doubtsView, readDoubtValue } from './doubts-view.ts'

const needs = ['approver'] as const

/** The window of a campaign's doubts: one message or all of them, count as sent or send again, in the name of who pressed. */
export function listenToDoubts(surface: Surface): void {
  const { app } = surface
  app.action<BlockButtonAction>(actionId('doubts'), async ({ ack, body, action }) => {
    await ack()
    const campaignId = readCardValue(action.value)?.campaignId ?? 0
    await openModal(surface, { trigger: body.trigger_id, user: body.user.id, needs }, ({ language }) =>
      viewOf(surface, campaignId, language),
    )
  })
  for (const all of [DOUBT_ALL_SENT, DOUBT_ALL_AGAIN]) {
    app.action<BlockButtonAction>(all, async ({ ack, body, action }) => {
      await ack()
      await settle(surface, body.user.id, body.view?.id ?? '', action.value)
    })
  }
  app.action<BlockStaticSelectAction>(DOUBT_ONE, async ({ ack, body, action }) => {
    await ack()
    await settle(surface, body.user.id, body.view?.id ?? '', action.selected_option.value)
  })
}

async function settle(surface: Surface, user: string, viewId: string, value: string | undefined): Promise<void> {
  const admission = await surface.people.admit(user, needs)
  const given = readDoubtValue(value)
  if (!admission.admitted || given === undefined) return
  const { id, language } = admission.person
  const settled = await settleDoubts(surface.memory, surface.now(), { ...given, by: id })
  surface.tell()
  const said = isRefused(settled) ? refusalText(settled, language) : doubtTexts(language).done(settled.settled)
  await renewModal(surface, viewId, await viewOf(surface, given.campaignId, language, said))
}

async function viewOf(
  { memory }: Pick<Surface, 'memory'>,
  campaignId: number,
  language: StaffLanguage,
  said?: string,
): Promise<ModalView> {
  const doubts = await listDoubts(memory, campaignId)
  if (doubts === undefined)
    return sentenceView(doubtTexts(language).title, refusalText({ refused: 'unknown-campaign' }, language), language)
  return doubtsView(campaignId, doubts, { house: memory.house, language, ...(said !== undefined && { said }) })
}
