import { refused, type Seen, seen } from './acting.ts'
import { isLoose, type Loose, type PlacedElement } from './block-kit.ts'
import type { Delivered } from './delivery.ts'
import { clearModals, closeModal, pushModal, type Shown, updateView } from './views.ts'
import type { OpenView, Person, Workspace } from './workspace.ts'

/** Does with the modal what the app answered: errors, another view, or nothing, which closes it. */
export function obeySubmission(
  workspace: Workspace,
  person: Person,
  {
    view,
    placed,
    delivered,
  }: { view: OpenView; placed: readonly PlacedElement[]; delivered: Delivered & { ok: true } },
): Seen {
  const answer = isLoose(delivered.body) ? delivered.body : {}
  const payload = isLoose(answer['view']) ? answer['view'] : {}
  switch (answer['response_action']) {
    case undefined:
      closeModal(workspace, view)
      return seen(workspace, person, delivered)
    case 'clear':
      clearModals(workspace, person.id)
      return seen(workspace, person, delivered)
    case 'errors':
      return withErrors(workspace, person, {
        placed,
        delivered,
        errors: isLoose(answer['errors']) ? answer['errors'] : {},
      })
    case 'update':
      return afterShown(workspace, person, delivered, updateView(workspace, view, payload))
    case 'push':
      return afterShown(workspace, person, delivered, pushModal(workspace, person.id, payload))
    default:
      return refused('invalid_response_action')
  }
}

/** Slack shows errors only under input blocks: one for any other block is a mistake of the app. */
function withErrors(
  workspace: Workspace,
  person: Person,
  {
    placed,
    delivered,
    errors,
  }: { placed: readonly PlacedElement[]; delivered: Delivered & { ok: true }; errors: Loose },
): Seen {
  const inputs = new Set(placed.filter(({ inInput }) => inInput).map(({ blockId }) => blockId))
  const strange = Object.keys(errors).filter((blockId) => !inputs.has(blockId))
  if (strange.length > 0 || Object.keys(errors).length === 0)
    return { ...refused('invalid_response_errors'), errors: errors as Record<string, string> }
  return { ...seen(workspace, person, delivered), errors: errors as Record<string, string> }
}

function afterShown(workspace: Workspace, person: Person, delivered: Delivered & { ok: true }, shown: Shown): Seen {
  if (shown.ok) return seen(workspace, person, delivered)
  return { ...refused(shown.error), ...(shown.problems ? { errors: { view: shown.problems.join('; ') } } : {}) }
}
