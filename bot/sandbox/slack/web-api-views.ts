import { asText, isLoose, type Loose } from './block-kit.ts'
import { failure } from './failure.ts'
import { exchangeTrigger } from './triggers.ts'
import { findView, openModal, publishHome, pushModal, type Shown, updateView, viewOut } from './views.ts'
import type { Workspace } from './workspace.ts'

export function openView(workspace: Workspace, args: Loose): Loose {
  return withTrigger(workspace, args, openModal)
}

export function pushView(workspace: Workspace, args: Loose): Loose {
  return withTrigger(workspace, args, pushModal)
}

export function updateOpenView(workspace: Workspace, args: Loose): Loose {
  if (!isLoose(args['view'])) return failure('invalid_arguments', ['missing required field: view'])
  if (args['view_id'] === undefined && args['external_id'] === undefined)
    return failure('invalid_arguments', ['missing required field: view_id'])
  const view = findView(workspace, { id: args['view_id'], externalId: args['external_id'] })
  return view ? viewAnswer(workspace, updateView(workspace, view, args['view'], args['hash'])) : failure('not_found')
}

export function publishView(workspace: Workspace, args: Loose): Loose {
  if (!isLoose(args['view'])) return failure('invalid_arguments', ['missing required field: view'])
  const person = workspace.people.get(asText(args['user_id']))
  return person
    ? viewAnswer(workspace, publishHome(workspace, person.id, args['view'], args['hash']))
    : failure('user_not_found')
}

function withTrigger(
  workspace: Workspace,
  args: Loose,
  show: (workspace: Workspace, person: string, view: Loose) => Shown,
): Loose {
  if (!isLoose(args['view'])) return failure('invalid_arguments', ['missing required field: view'])
  if (args['trigger_id'] === undefined) return failure('invalid_arguments', ['missing required field: trigger_id'])
  const exchanged = exchangeTrigger(workspace, args['trigger_id'])
  return 'error' in exchanged
    ? failure(exchanged.error)
    : viewAnswer(workspace, show(workspace, exchanged.person, args['view']))
}

function viewAnswer(workspace: Workspace, shown: Shown): Loose {
  return shown.ok ? { ok: true, view: viewOut(workspace, shown.view) } : failure(shown.error, shown.problems)
}
