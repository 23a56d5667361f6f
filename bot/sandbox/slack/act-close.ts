import { type Acting, activePerson, refused, type Seen, seen, visible } from './acting.ts'
import { closedPayload } from './payloads.ts'
import { clearModals, closeModal, topModal } from './views.ts'

/** A person closes the modal on top, or the whole stack with `all`. */
export async function actClose(
  acting: Acting,
  { user, viewId, all = false }: { user: string; viewId: string; all?: boolean | undefined },
): Promise<Seen> {
  const { workspace } = acting
  const person = activePerson(workspace, user)
  if (!person) return refused('user_not_found')
  const view = topModal(workspace, person.id)
  if (!view || view.id !== viewId) return refused(view ? 'view_not_on_top' : 'view_not_found')
  const isCleared = all || view.payload['clear_on_close'] === true
  const payload = closedPayload(workspace, person, view, isCleared)
  if (isCleared) clearModals(workspace, person.id)
  else closeModal(workspace, view)
  if (view.payload['notify_on_close'] !== true) return { ok: true, ...visible(workspace, person) }
  const delivered = await acting.deliver({ kind: 'interactive', payload })
  return delivered.ok ? seen(workspace, person, delivered) : refused(delivered.error)
}
