import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { denialText, sentenceView } from './answers.ts'
import type { ModalView } from './blocks.ts'
import type { Needs, Person } from './people.ts'
import type { Surface } from './surface.ts'

/**
 * Opens a modal at once, since its trigger lives three seconds, and fills it when the person is admitted and `view` is made. A person who is
 * turned away reads why in it.
 */
export async function openModal(
  { client, people }: Pick<Surface, 'client' | 'people'>,
  { trigger, user, needs }: { trigger: string; user: string; needs: Needs },
  view: (person: Person) => Promise<ModalView>,
): Promise<void> {
  const known = people.languageOf(user)
  const { loading } = slackTexts(known)
  const opened = client.views.open({ trigger_id: trigger, view: sentenceView(loading.title, '…', known) })
  const [{ view: shown }, admission] = await Promise.all([opened, people.admit(user, needs)])
  const filled = admission.admitted
    ? await view(admission.person)
    : sentenceView(loading.title, denialText(admission), admission.language)
  await client.views.update({ view_id: shown?.id ?? '', view: filled })
}
