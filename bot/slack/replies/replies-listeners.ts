import type { BlockButtonAction } from '@slack/bolt'
import { denialText, sentenceView } from '#bot/slack/answers.ts'
import type { ModalView } from '#bot/slack/blocks.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import type { Person } from '#bot/slack/people.ts'
import { renewModal } from '#bot/slack/renew-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { REPLIES_TEXTS, type RepliesTexts } from '#core/texts/slack/replies.ts'
import { answerReply } from '#db/operations/incoming/answer-reply.ts'
import { markRead } from '#db/operations/incoming/mark-read.ts'
import { openIncoming } from '#db/operations/incoming/open-incoming.ts'
import { settleStop } from '#db/operations/incoming/settle-stop.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'
import { caseView, PAIRS } from './case-view.ts'
import {
  type CaseValue,
  OPEN_PILE,
  type PileKind,
  READERS,
  readCaseValue,
  SETTLINGS,
  type Settling,
  settleAction,
} from './replies-actions.ts'

/** The card's button opens the next message of its pile; what is said of it settles it, and the next takes its place. */
export function listenToReplies(surface: Surface): void {
  for (const kind of ['replies', 'untrusted'] as const) {
    surface.app.action<BlockButtonAction>(OPEN_PILE[kind], async ({ ack, body, action }) => {
      await ack()
      const modal = { trigger: body.trigger_id, user: body.user.id, needs: READERS[kind] }
      await openModal(surface, modal, (person) => nextView(surface, person, { kind, pile: Number(action.value) }))
    })
  }
  // What is ticked is read when a button is pressed.
  surface.app.action(PAIRS, ({ ack }) => ack())
  for (const as of SETTLINGS) {
    surface.app.action<BlockButtonAction>(settleAction(as), async ({ ack, body, action }) => {
      await ack()
      const value = readCaseValue(action.value)
      if (value === undefined) return
      const ticked = body.view?.state.values[PAIRS]?.[PAIRS]?.selected_options ?? []
      const viewId = body.view?.id ?? ''
      const admission = await surface.people.admit(body.user.id, READERS[value.kind])
      if (!admission.admitted) {
        const { title } = REPLIES_TEXTS[admission.language]
        await renewModal(surface, viewId, sentenceView(title, denialText(admission), admission.language))
        return
      }
      const pairs = ticked.map((option) => option.value)
      const said = await settle(surface, admission.person, { ...value, as, pairs })
      surface.tell()
      await renewModal(surface, viewId, await nextView(surface, admission.person, { ...value, said }))
    })
  }
}

/** The next that waits; when nothing does, a sentence. */
export async function nextView(
  { memory, now }: Pick<Surface, 'memory' | 'now'>,
  { id: by, language }: Pick<Person, 'id' | 'language'>,
  { kind, pile, said }: { kind: PileKind; pile: number; said?: string },
): Promise<ModalView> {
  const texts = REPLIES_TEXTS[language]
  const found = await openIncoming(memory, now(), { pile, by, trusted: kind === 'replies' })
  if (found !== undefined) return caseView(found, { house: memory.house, kind, language, said })
  return sentenceView(texts.title, [...(said === undefined ? [] : [said]), texts.allRead].join('\n'), language)
}

async function settle(
  { memory, now }: Surface,
  { id: by, language }: Person,
  { id, as, pairs }: CaseValue & { as: Settling; pairs: readonly string[] },
): Promise<string> {
  const texts = REPLIES_TEXTS[language]
  const result = await act()
  return isRefused(result)
    ? (texts.refusals[result.refused as keyof RepliesTexts['refusals']] ?? result.refused)
    : texts.done[as](id)

  function act(): Promise<object | Refused> {
    switch (as) {
      case 'stop':
      case 'not-a-stop':
        return settleStop(memory, now(), { id, by, as })
      case 'yes':
      case 'no':
      case 'not-an-answer':
        return answerReply(memory, now(), { id, by, as, pairs })
      case 'read':
        return markRead(memory, now(), { id, by })
    }
  }
}
