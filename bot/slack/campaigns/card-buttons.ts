import { type Button, type ButtonGiven, button } from '#bot/slack/blocks.ts'
import { channelsOf } from '#core/campaigns/draft.ts'
import { nextState } from '#core/campaigns/life.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { sendingTexts } from '#core/texts/slack/sending.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import { cardValue } from './card-value.ts'
import { differenceOf } from './difference-lines.ts'

/** In the approvers' channel a card asks for a decision; elsewhere it shows the campaign and what staff can do. */
export type CardKind = 'campaign-card' | 'approval-card'

export const CARD_ACTIONS = [
  'read', 'preview', 'difference', 'edit-texts', 'edit-settings', 'test', 'test-sms', 'submit', 'approve', 'refuse', 'pause', 'resume', 'stop',
  'visitors-lapse', 'visitors-keep', 'doubts', 'doubts-sent', 'doubts-again', 'list-renewed', 'list-not-renewed', 'copy', 'delete',
] as const // biome-ignore format: in the order they stand on a card

export type CardAction = (typeof CARD_ACTIONS)[number]

/** The action id of a card's button. */
export function actionId(action: CardAction): string {
  return `campaign:${action}`
}

/** What can be pressed in this state. A card that is done has nothing left to decide. */
export function cardButtons({
  view,
  language,
  kind,
}: {
  view: CampaignView
  language: StaffLanguage
  kind: CardKind
}): Button[] {
  const texts = slackTexts(language)
  const value = cardValue({ campaignId: view.id, version: view.version, seal: view.seal ?? '' })
  return possible(view, kind).map((action) => {
    const words = confirmWords(action) ? texts.confirm[confirmWords(action) as 'stop'] : undefined
    const given: ButtonGiven = {
      action: actionId(action),
      text: texts.buttons[action],
      label: `${texts.buttons[action]} · ${view.id}`,
      value,
    }
    if (action === 'submit' || action === 'approve') given.style = 'primary'
    if (action === 'stop' || action === 'delete') given.style = 'danger'
    if (words !== undefined) given.confirm = { ...words, no: texts.confirm.no }
    // Whoever resumes a campaign that paused itself accepts why it did.
    if (action === 'resume' && view.brake !== undefined)
      given.confirm = { ...sendingTexts(language).resume, no: texts.confirm.no }
    return button(given)
  })
}

const CONFIRMED = ['approve', 'stop', 'delete', 'doubts-again', 'visitors-lapse'] as const

function confirmWords(action: CardAction): (typeof CONFIRMED)[number] | undefined {
  return CONFIRMED.find((one) => one === action)
}

/** A difference of so many characters may not be whole on the card. */
const LONG = 600

function possible(view: CampaignView, kind: CardKind): CardAction[] {
  const { state } = view
  const difference = differenceOf(view)
  const long = difference !== undefined && JSON.stringify(difference).length > LONG
  if (kind === 'approval-card')
    return state === 'submitted'
      ? ['read', 'preview', ...(long ? ['difference' as const] : []), 'approve', 'refuse']
      : []
  const wasSubmitted = view.acts.some(({ act }) => act === 'submit')
  const found: CardAction[] = ['read', 'preview']
  if (nextState(state, 'edit') !== undefined) found.push('edit-texts', 'edit-settings')
  const channels = channelsOf(view.draft)
  if (state === 'draft' || state === 'submitted') {
    if (channels.includes('email')) found.push('test')
    if (channels.includes('sms')) found.push('test-sms')
  }
  if (state === 'draft') found.push('submit')
  if (nextState(state, 'pause') !== undefined) found.push('pause')
  if (state === 'paused') found.push('resume')
  if (nextState(state, 'stop') !== undefined) found.push('stop')
  if (view.visitorsWaiting > 0) found.push('visitors-lapse', 'visitors-keep')
  if (view.deliveries['in-doubt'] > 0) found.push('doubts', 'doubts-sent', 'doubts-again')
  if (view.draft.kind === 're-opt-in' && (state === 'grace' || state === 'closed'))
    found.push('list-renewed', 'list-not-renewed')
  if (state !== 'draft') found.push('copy')
  if (state === 'draft' && !wasSubmitted) found.push('delete')
  return found
}
