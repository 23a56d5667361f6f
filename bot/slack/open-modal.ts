import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { denialText, sentenceView } from './answers.ts'
import type { ModalView } from './blocks.ts'
import type { Needs, Person } from './people.ts'
import { renewModal } from './renew-modal.ts'
import type { Surface } from './surface.ts'

export interface ModalGiven {
  trigger: string
  user: string
  needs: Needs
  /** `push` lays it on the modal that is open. */
  how?: 'open' | 'push'
}

/** Opens a modal at once, since its trigger lives three seconds, and fills it when the person is admitted and `view` is made. */
export async function openModal(
  surface: Pick<Surface, 'client' | 'people'>,
  given: ModalGiven,
  view: (person: Person) => Promise<ModalView>,
): Promise<void> {
  await openAndFill(surface, given, async (person, viewId) => {
    await renewModal(surface, viewId, await view(person))
  })
}

/** The same for a modal that is filled more than once: `fill` gets its id. A person who is turned away reads why in it. */
export async function openAndFill(
  { client, people }: Pick<Surface, 'client' | 'people'>,
  { trigger, user, needs, how = 'open' }: ModalGiven,
  fill: (person: Person, viewId: string) => Promise<void>,
): Promise<void> {
  const known = people.languageOf(user)
  const { loading } = slackTexts(known)
  const light = { trigger_id: trigger, view: sentenceView(loading.title, '…', known) }
  const opened = how === 'open' ? client.views.open(light) : client.views.push(light)
  const [{ view }, admission] = await Promise.all([opened, people.admit(user, needs)])
  const viewId = view?.id ?? ''
  if (admission.admitted) return fill(admission.person, viewId)
  await renewModal({ client }, viewId, sentenceView(loading.title, denialText(admission), admission.language))
}
