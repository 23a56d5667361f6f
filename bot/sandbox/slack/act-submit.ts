import { type Acting, activePerson, refused, type Seen } from './acting.ts'
import { type Loose, listOf, type PlacedElement, placedElements } from './block-kit.ts'
import { inputProblem } from './client-checks.ts'
import { obeySubmission } from './obey-submission.ts'
import { submissionPayload } from './payloads.ts'
import { issueTrigger } from './triggers.ts'
import { typeIn } from './type-in.ts'
import { isStateful, stateValues } from './view-state.ts'
import { topModal, viewOut } from './views.ts'
import type { OpenView, Person } from './workspace.ts'

export interface SubmitAct {
  user: string
  viewId: string
  /** By block id or action id: a text, an option's value, a list of them, a date; null or left out is empty. */
  values: Loose
}

/** A person fills a modal in and submits it. */
export async function actSubmit(acting: Acting, { user, viewId, values }: SubmitAct): Promise<Seen> {
  const { workspace } = acting
  const person = activePerson(workspace, user)
  if (!person) return refused('user_not_found')
  const view = topModal(workspace, person.id)
  if (!view || view.id !== viewId) return refused(view ? 'view_not_on_top' : 'view_not_found')
  if (!view.payload['submit'] || view.payload['submit_disabled'] === true) return refused('view_has_no_submit')
  const placed = placedElements(listOf(view.payload['blocks'])).filter(isStateful)
  const problems = { ...typeIn(workspace, view.typed, { placed, values }), ...clientProblems(view, placed, person) }
  if (Object.keys(problems).length > 0)
    return { ...refused('invalid_input'), errors: problems, view: viewOut(workspace, view) }

  const payload = submissionPayload(workspace, person, view, issueTrigger(workspace, person.id))
  const delivered = await acting.deliver({ kind: 'interactive', payload })
  if (!delivered.ok) return refused(delivered.error)
  return obeySubmission(workspace, person, { view, placed, delivered })
}

function clientProblems(view: OpenView, placed: readonly PlacedElement[], { locale }: Person): Record<string, string> {
  const values = stateValues(listOf(view.payload['blocks']), view.typed)
  const problems = placed.flatMap((one) => {
    const state = values[one.blockId]?.[one.actionId]
    const problem = state ? inputProblem(one, state, locale) : undefined
    return problem === undefined ? [] : [[one.blockId, problem] as const]
  })
  return Object.fromEntries(problems)
}
