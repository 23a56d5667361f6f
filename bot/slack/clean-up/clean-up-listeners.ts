import type { BlockButtonAction } from '@slack/bolt'
import { denialText, sentenceView, whisper } from '#bot/slack/answers.ts'
import { slackDate } from '#bot/slack/blocks.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import type { Needs, Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { CLEAN_UP_TEXTS } from '#core/texts/slack/clean-up.ts'
import { cancelCleanUp } from '#db/operations/clean-up/cancel-clean-up.ts'
import { confirmCleanUp } from '#db/operations/clean-up/confirm-clean-up.ts'
import { countProposals } from '#db/operations/clean-up/count-proposals.ts'
import { listCleanUps } from '#db/operations/clean-up/list-clean-ups.ts'
import { proposeCleanUp } from '#db/operations/clean-up/propose-clean-up.ts'
import { refuseCleanUp } from '#db/operations/clean-up/refuse-clean-up.ts'
import { makeCleanUpFile } from '#db/operations/files/make-clean-up-file.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'
import { CLEAN_UP_ACTIONS, readCleanUpValue } from './clean-up-actions.ts'
import { cleanUpView, PROPOSE } from './clean-up-view.ts'

const STAFF: Needs = ['staff', 'privacy']

/** `/egard cleanup`, or its button: the proposals are counted while the window is already open. */
export async function openCleanUp(surface: Surface, trigger: string, user: string): Promise<void> {
  const { memory, now } = surface
  await openModal(surface, { trigger, user, needs: STAFF }, async ({ language }) => {
    const { open, ended } = await listCleanUps(memory)
    const counts = open === undefined ? await countProposals(memory, now()) : undefined
    return cleanUpView({ counts, open, ended }, language)
  })
}

type Act = (surface: Surface, person: Person, value: { cleanUpId: number; digest: string }) => Promise<string | Refused>

const BUTTONS: Record<'confirm' | 'refuse' | 'cancel', { needs: Needs; act: Act }> = {
  confirm: {
    needs: ['privacy'],
    act: async ({ memory, now }, { id, language }, value) => {
      const confirmed = await confirmCleanUp(memory, now(), { ...value, by: id })
      if (isRefused(confirmed)) return confirmed
      const { startsAt } = confirmed
      const fallback = Temporal.Instant.fromEpochMilliseconds(startsAt).toString({ smallestUnit: 'minute' })
      return CLEAN_UP_TEXTS[language].done.confirmed(slackDate(startsAt, fallback))
    },
  },
  refuse: {
    needs: ['privacy'],
    act: async ({ memory, now }, { id, language }, { cleanUpId }) => {
      const refused = await refuseCleanUp(memory, now(), { cleanUpId, by: id })
      return isRefused(refused) ? refused : CLEAN_UP_TEXTS[language].done.refused
    },
  },
  cancel: {
    needs: STAFF,
    act: async ({ memory, now }, { id, language }, { cleanUpId }) => {
      const cancelled = await cancelCleanUp(memory, now(), { cleanUpId, by: id })
      return isRefused(cancelled) ? cancelled : CLEAN_UP_TEXTS[language].done.cancelled(cancelled.deleted)
    },
  },
}

/** Every button of a clean-up's card, and its window: role looked up at the click, the list compared, one operation, one sentence. */
export function listenToCleanUps(surface: Surface): void {
  for (const [name, { needs, act }] of Object.entries(BUTTONS)) {
    const action = CLEAN_UP_ACTIONS[name as keyof typeof BUTTONS]
    surface.app.action<BlockButtonAction>(action, async ({ ack, body, action: pressed, respond }) => {
      await ack()
      const admission = await surface.people.admit(body.user.id, needs)
      if (!admission.admitted) return whisper(respond, denialText(admission))
      const value = readCleanUpValue(pressed.value)
      const result = value === undefined ? UNKNOWN : await act(surface, admission.person, value)
      surface.tell()
      await whisper(respond, wordsFor(result, admission.person.language))
    })
  }
  listenToProposals(surface)
  listenToReports(surface)
}

const UNKNOWN: Refused = { refused: 'unknown-clean-up' }

function wordsFor(result: string | Refused, language: StaffLanguage): string {
  return isRefused(result) ? (CLEAN_UP_TEXTS[language].refusals[result.refused] ?? result.refused) : result
}

function listenToProposals(surface: Surface): void {
  const { app, people, memory, now } = surface
  app.view(PROPOSE, async ({ ack, body, view }) => {
    const admission = await people.admit(body.user.id, STAFF)
    const { language } = admission.admitted ? admission.person : admission
    const { title, proposed } = CLEAN_UP_TEXTS[language]
    const say = (words: string) => ack({ response_action: 'update', view: sentenceView(title, words, language) })
    if (!admission.admitted) return say(denialText(admission))
    const { values } = view.state
    const buckets = (values['buckets']?.['buckets']?.selected_options ?? []).map(({ value }) => value)
    const why = values['why']?.['why']?.value ?? ''
    const made = await proposeCleanUp(memory, now(), { buckets, why, by: admission.person.id })
    await say(isRefused(made) ? wordsFor(made, language) : proposed)
  })
}

/** The link takes the place of the window it was asked in. */
function listenToReports({ app, people, client, memory, now, publicOrigin }: Surface): void {
  app.action<BlockButtonAction>(CLEAN_UP_ACTIONS.report, async ({ ack, body, action }) => {
    await ack()
    const admission = await people.admit(body.user.id, STAFF)
    const { language } = admission.admitted ? admission.person : admission
    const texts = CLEAN_UP_TEXTS[language]
    const { cleanUpId = 0 } = readCleanUpValue(action.value) ?? {}
    const made = admission.admitted
      ? await makeCleanUpFile(memory, now(), { cleanUpId, madeFor: admission.person.id })
      : undefined
    const words = !admission.admitted
      ? denialText(admission)
      : isRefused(made) || made === undefined
        ? wordsFor(made ?? UNKNOWN, language)
        : texts.file(`${publicOrigin()}/staff/file/${made.token}`)
    await client.views.update({ view_id: body.view?.id ?? '', view: sentenceView(texts.title, words, language) })
  })
}
