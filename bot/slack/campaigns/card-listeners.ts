import type { BlockButtonAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt'
import type { Role } from '#bot/config/house.ts'
import { denialText, refusalText, whisper } from '#bot/slack/answers.ts'
import { slackDate } from '#bot/slack/blocks.ts'
import { makeList } from '#bot/slack/lists/make-list.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import { ANY_ROLE, type Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { copyCampaign } from '#db/operations/campaigns/copy-campaign.ts'
import { deleteDraft } from '#db/operations/campaigns/delete-draft.ts'
import { settleVisits } from '#db/operations/campaigns/settle-visits.ts'
import { testSend } from '#db/operations/campaigns/test-send.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'
import { actionId, type CardAction } from './card-buttons.ts'
import { type CardValue, readCardValue } from './card-value.ts'
import { differenceView } from './difference-view.ts'
import { refuseView } from './refuse.ts'
import { previewView, reviewCampaignView } from './review.ts'
import { listenToTestSms } from './test-sms.ts'
import { textsView } from './texts-view.ts'
import { editCampaignView } from './wizard.ts'

/** What pressing a button did, as the sentence the person reads; or why not. */
type Act = (surface: Surface, person: Person, value: CardValue, respond: RespondFn) => Promise<string | Refused>

interface CardButton {
  needs: readonly Role[]
  act: Act
}

const staff = ['staff'] as const
const approver = ['approver'] as const

const BUTTONS: Record<
  Exclude<
    CardAction,
    'read' | 'preview' | 'difference' | 'doubts' | 'edit-texts' | 'edit-settings' | 'test-sms' | 'submit' | 'refuse'
  >,
  CardButton
> = {
  test: { needs: staff, act: test },
  approve: { needs: approver, act: approve },
  pause: { needs: ['staff', 'approver'], act: simply('paused', pauseCampaign) },
  resume: {
    needs: approver,
    act: async ({ memory, now }, { id, language }, { campaignId }) => {
      const resumed = await resumeCampaign(memory, now(), { campaignId, by: id })
      return isRefused(resumed) ? resumed : slackTexts(language).resumed(campaignId)
    },
  },
  stop: { needs: staff, act: simply('stopped', stopCampaign) },
  'visitors-lapse': { needs: approver, act: visitors('lapse') },
  'visitors-keep': { needs: approver, act: visitors('keep') },
  'doubts-sent': { needs: approver, act: doubts('sent') },
  'doubts-again': { needs: approver, act: doubts('again') },
  'list-renewed': { needs: ['staff', 'privacy'], act: makeList('renewed') },
  'list-not-renewed': { needs: ['staff', 'privacy'], act: makeList('not-renewed') },
  copy: {
    needs: staff,
    act: async ({ memory, now }, { id, language }, { campaignId }) => {
      const copied = await copyCampaign(memory, now(), { campaignId, by: id })
      return isRefused(copied) ? copied : slackTexts(language).done.copied(copied.campaignId)
    },
  },
  delete: {
    needs: staff,
    act: async ({ memory, now }, { id, language }, { campaignId }) => {
      const deleted = await deleteDraft(memory, now(), { campaignId, by: id })
      return isRefused(deleted) ? deleted : slackTexts(language).done.deleted
    },
  },
}

/** Every button of a campaign's card: role looked up at the click, version and seal compared, one operation, one sentence. */
export function listenToCards(surface: Surface): void {
  for (const [action, { needs, act }] of Object.entries(BUTTONS)) {
    surface.app.action<BlockButtonAction>(actionId(action as CardAction), async (args) => {
      await args.ack()
      const { respond, body } = args
      const admission = await surface.people.admit(body.user.id, needs)
      if (!admission.admitted) return whisper(respond, denialText(admission))
      const { person } = admission
      const value = readCardValue(args.action.value)
      const result: string | Refused = value
        ? await act(surface, person, value, respond)
        : { refused: 'unknown-campaign' }
      surface.tell()
      await whisper(respond, isRefused(result) ? refusalText(result, person.language) : result)
    })
  }
  listenToEdits(surface)
  listenToTestSms(surface)
  surface.app.action<BlockButtonAction>(actionId('read'), async (args) => {
    await args.ack()
    const { trigger, user, value } = pressed(args)
    await openModal(surface, { trigger, user, needs: ANY_ROLE }, ({ language }) => textsView(surface, value, language))
  })
  surface.app.action<BlockButtonAction>(actionId('submit'), async (args) => {
    await args.ack()
    const { trigger, user, value } = pressed(args)
    await openModal(surface, { trigger, user, needs: staff }, (person) => reviewCampaignView(surface, person, value))
  })
  surface.app.action<BlockButtonAction>(actionId('preview'), async (args) => {
    await args.ack()
    const { trigger, user, value } = pressed(args)
    await openModal(surface, { trigger, user, needs: ANY_ROLE }, (person) => previewView(surface, person, value))
  })
  surface.app.action<BlockButtonAction>(actionId('difference'), async (args) => {
    await args.ack()
    const { trigger, user, value } = pressed(args)
    await openModal(surface, { trigger, user, needs: ANY_ROLE }, ({ language }) =>
      differenceView(surface, value, language),
    )
  })
  surface.app.action<BlockButtonAction>(actionId('refuse'), async (args) => {
    await args.ack()
    const { trigger, user, value } = pressed(args)
    await openModal(surface, { trigger, user, needs: approver }, async ({ language }) => refuseView(value, language))
  })
}

function listenToEdits(surface: Surface): void {
  for (const flow of ['texts', 'settings'] as const) {
    surface.app.action<BlockButtonAction>(actionId(`edit-${flow}`), async (args) => {
      await args.ack()
      const { trigger, user, value } = pressed(args)
      await openModal(surface, { trigger, user, needs: staff }, (person) =>
        editCampaignView(surface, person, { ...value, flow }),
      )
    })
  }
}

function pressed({ action, body }: SlackActionMiddlewareArgs<BlockButtonAction>) {
  const value = readCardValue(action.value) ?? { campaignId: 0, version: 0, seal: '' }
  return { trigger: body.trigger_id, user: body.user.id, value }
}

async function approve(
  { memory, now }: Surface,
  { id, language }: Person,
  value: CardValue,
): Promise<string | Refused> {
  const approved = await approveCampaign(memory, now(), { ...value, by: id })
  if (isRefused(approved)) return approved
  const start = Temporal.Instant.fromEpochMilliseconds(approved.startsAt)
  return slackTexts(language).done.approved(slackDate(approved.startsAt, start.toString({ smallestUnit: 'minute' })))
}

async function test(
  { memory, now, compile }: Surface,
  { id, language, email }: Person,
  { campaignId }: CardValue,
): Promise<string | Refused> {
  if (email === undefined) return { refused: 'no-address' }
  const sent = await testSend(memory, now(), { campaignId, by: id, address: email }, compile)
  return isRefused(sent) ? sent : slackTexts(language).done.test(sent.messages)
}

function simply(done: 'paused' | 'stopped', operation: typeof pauseCampaign): Act {
  return async ({ memory, now }, { id, language }, { campaignId }) => {
    const result = await operation(memory, now(), { campaignId, by: id })
    return isRefused(result) ? result : slackTexts(language).done[done]
  }
}

function visitors(as: 'lapse' | 'keep'): Act {
  return async ({ memory, now }, { id, language }, { campaignId }) => {
    const result = await settleVisits(memory, now(), { campaignId, by: id, as })
    return isRefused(result) ? result : slackTexts(language).done.settled(result.settled)
  }
}

function doubts(as: 'sent' | 'again'): Act {
  return async ({ memory, now }, { id, language }, { campaignId }) => {
    const result = await settleDoubts(memory, now(), { campaignId, by: id, as })
    return isRefused(result) ? result : slackTexts(language).done.settled(result.settled)
  }
}
