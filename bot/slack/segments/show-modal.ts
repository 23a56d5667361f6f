import { denialText, sentenceView } from '#bot/slack/answers.ts'
import type { ModalView } from '#bot/slack/blocks.ts'
import type { Needs, Person } from '#bot/slack/people.ts'
import { slackError } from '#bot/slack/slack-error.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'

export interface ModalGiven {
  /** `push` lays it on the modal that is open. */
  how: 'open' | 'push'
  trigger: string
  user: string
  needs: Needs
}

/** A modal that is filled more than once: shown at once, since its trigger lives three seconds, then given to `fill` with its id. */
export async function showModal(
  { client, people }: Pick<Surface, 'client' | 'people'>,
  { how, trigger, user, needs }: ModalGiven,
  fill: (person: Person, viewId: string) => Promise<void>,
): Promise<void> {
  const { loading } = slackTexts('en')
  const shown = { trigger_id: trigger, view: sentenceView(loading.title, '…', 'en') }
  const opened = how === 'open' ? client.views.open(shown) : client.views.push(shown)
  const [{ view }, admission] = await Promise.all([opened, people.admit(user, needs)])
  const viewId = view?.id ?? ''
  if (admission.admitted) return fill(admission.person, viewId)
  const refused = sentenceView(loading.title, denialText(admission), admission.language)
  await client.views.update({ view_id: viewId, view: refused })
}

/** Slack's names for a modal that was closed, or that shows something newer than what was about to be shown. */
const PASSED = new Set(['not_found', 'hash_conflict', 'view_not_found'])

/** Renews an open modal; resolves to its new hash, undefined when the person has gone on. */
export async function renewModal(
  { client }: Pick<Surface, 'client'>,
  viewId: string,
  view: ModalView,
  hash?: string,
): Promise<string | undefined> {
  try {
    const updated = await client.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) })
    return updated.view?.hash ?? ''
  } catch (error) {
    if (PASSED.has(slackError(error))) return undefined
    throw error
  }
}
