import type { BlockButtonAction } from '@slack/bolt'
import { denialText, sentenceView } from '#bot/slack/answers.ts'
import { escapeMrkdwn } from '#bot/slack/blocks.ts'
import { openAndFill } from '#bot/slack/open-modal.ts'
import { ANY_ROLE, type Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { segmentTexts } from '#core/texts/slack/segments.ts'
import { isRefused } from '#db/operations/memory.ts'
import { deleteSegment } from '#db/operations/segments/delete-segment.ts'
import { openSegment } from '#db/operations/segments/open-segment.ts'
import { type Builder, builderOf, NEW_BUILDER } from './builder.ts'
import { listenToBuilder, showBuilder } from './builder-listeners.ts'
import { createCounter } from './counter.ts'
import { showList } from './list.ts'

const STAFF = ['staff'] as const

/** `/egard segments`: the list in a modal, where names may stand. */
export function openSegments(surface: Surface, trigger: string, user: string): Promise<void> {
  return openAndFill(surface, { how: 'open', trigger, user, needs: ANY_ROLE }, ({ language }, viewId) =>
    showList(surface, viewId, { page: 0, note: undefined, language }),
  )
}

/** The buttons of the list, and the builder they open. */
export function listenToSegments(surface: Surface): void {
  const { app } = surface
  const counter = createCounter(surface.memory)
  app.action<BlockButtonAction>('segment:new', async ({ ack, body }) => {
    await ack()
    const modal = { how: 'push', trigger: body.trigger_id, user: body.user.id, needs: STAFF } as const
    await openAndFill(surface, modal, (person, viewId) =>
      showBuilder(surface, counter, person, { viewId, builder: NEW_BUILDER }),
    )
  })
  for (const mode of ['edit', 'copy'] as const) {
    app.action<BlockButtonAction>(`segment:${mode}`, async ({ ack, action, body }) => {
      await ack()
      const modal = { how: 'push', trigger: body.trigger_id, user: body.user.id, needs: STAFF } as const
      await openAndFill(surface, modal, async (person, viewId) => {
        const stored = await openSegment(surface.memory, Number(action.value))
        if (isRefused(stored)) return refuse(surface, person, viewId, stored.refused)
        const builder: Builder = builderOf(mode, stored)
        const named = mode === 'copy' ? { ...builder, name: '' } : builder
        await showBuilder(surface, counter, person, { viewId, builder: named })
      })
    })
  }
  for (const which of ['previous', 'next'] as const) {
    app.action<BlockButtonAction>(`segment:${which}`, async ({ ack, action, body }) => {
      await ack()
      await inList(surface, body, ANY_ROLE, async () => ({ page: Number(action.value) }))
    })
  }
  app.action<BlockButtonAction>('segment:delete', async ({ ack, action, body }) => {
    await ack()
    await inList(surface, body, STAFF, async ({ id: by, language }) => {
      const deleted = await deleteSegment(surface.memory, surface.now(), { id: Number(action.value), by })
      const texts = segmentTexts(language)
      if (isRefused(deleted)) return { note: texts.refusals[deleted.refused] }
      return { note: texts.deleted(escapeMrkdwn(deleted.name)) }
    })
  })
  listenToBuilder(surface, counter)
}

/** Does something about the list a person has open, and shows it again. */
async function inList(
  surface: Surface,
  { user, view }: Pick<BlockButtonAction, 'user' | 'view'>,
  needs: typeof ANY_ROLE,
  act: (person: Person) => Promise<{ page?: number; note?: string | undefined }>,
): Promise<void> {
  if (view === undefined) return
  const admission = await surface.people.admit(user.id, needs)
  if (!admission.admitted) {
    const { title } = segmentTexts(admission.language)
    const denied = sentenceView(title, denialText(admission), admission.language)
    await surface.client.views.update({ view_id: view.id, view: denied })
    return
  }
  const { page = Number(view.private_metadata) || 0, note } = await act(admission.person)
  await showList(surface, view.id, { page, note, language: admission.person.language })
}

async function refuse(surface: Surface, { language }: Person, viewId: string, code: string): Promise<void> {
  const { title, refusals } = segmentTexts(language)
  await surface.client.views.update({ view_id: viewId, view: sentenceView(title, refusals[code] ?? code, language) })
}
