import { listOf, textOf, type ViewPayload, withIds } from './block-kit.ts'
import { payloadRefusal } from './limits.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import { stateValues } from './view-state.ts'
import { changed, type OpenView, type Workspace } from './workspace.ts'

export type Shown = { ok: true; view: OpenView } | { ok: false; error: string; problems?: string[] }

/** Opens a modal; one that was open already goes. */
export function openModal(workspace: Workspace, person: string, payload: ViewPayload): Shown {
  const refusal = refusalOf(workspace, 'modal', payload)
  if (refusal) return refusal
  const id = newId(workspace)
  const view = makeView(workspace, person, payload, { id, rootId: id, previousId: null })
  workspace.modals.set(person, [view])
  changed(workspace)
  return { ok: true, view }
}

/** Lays a modal on the open one; three at most. */
export function pushModal(workspace: Workspace, person: string, payload: ViewPayload): Shown {
  const stack = workspace.modals.get(person) ?? []
  const top = stack.at(-1)
  if (!top) return { ok: false, error: 'not_found' }
  if (stack.length >= SLACK_LIMITS.modalStack) return { ok: false, error: 'push_limit_reached' }
  const refusal = refusalOf(workspace, 'modal', payload)
  if (refusal) return refusal
  const view = makeView(workspace, person, payload, { id: newId(workspace), rootId: top.rootId, previousId: top.id })
  stack.push(view)
  changed(workspace)
  return { ok: true, view }
}

/** Replaces an open view's content; what the person typed stays where block and action ids stay. */
export function updateView(workspace: Workspace, view: OpenView, payload: ViewPayload, hash?: unknown): Shown {
  if (hash !== undefined && hash !== view.hash) return { ok: false, error: 'hash_conflict' }
  const refusal = refusalOf(workspace, view.payload['type'] === 'home' ? 'home' : 'modal', payload, view)
  if (refusal) return refusal
  view.payload = payload
  view.hash = newHash(workspace)
  changed(workspace)
  return { ok: true, view }
}

/** Publishes a person's home; the first time it is made, later it is replaced. */
export function publishHome(workspace: Workspace, person: string, payload: ViewPayload, hash?: unknown): Shown {
  const known = workspace.homes.get(person)
  if (known) return updateView(workspace, known, payload, hash)
  const refusal = refusalOf(workspace, 'home', payload)
  if (refusal) return refusal
  const id = newId(workspace)
  const view = makeView(workspace, person, payload, { id, rootId: id, previousId: null })
  workspace.homes.set(person, view)
  changed(workspace)
  return { ok: true, view }
}

export function findView(workspace: Workspace, by: { id?: unknown; externalId?: unknown }): OpenView | undefined {
  const all = allViews(workspace)
  if (by.id !== undefined) return all.find((view) => view.id === by.id)
  return by.externalId ? all.find((view) => view.payload['external_id'] === by.externalId) : undefined
}

export function topModal(workspace: Workspace, person: string): OpenView | undefined {
  return workspace.modals.get(person)?.at(-1)
}

/** Takes one modal away, showing the one below it; one that was opened meanwhile stays. */
export function closeModal(workspace: Workspace, view: OpenView): void {
  const stack = workspace.modals.get(view.person) ?? []
  const left = stack.filter((one) => one !== view)
  if (left.length > 0) workspace.modals.set(view.person, left)
  else workspace.modals.delete(view.person)
  changed(workspace)
}

export function clearModals(workspace: Workspace, person: string): void {
  workspace.modals.delete(person)
  changed(workspace)
}

/** A view as the Web API and the interaction payloads show it. */
export function viewOut(workspace: Workspace, view: OpenView): Record<string, unknown> {
  const { payload } = view
  const blocks = withIds(listOf(payload['blocks']))
  return {
    id: view.id,
    team_id: workspace.team,
    app_installed_team_id: workspace.team,
    app_id: workspace.appId,
    bot_id: workspace.botId,
    type: payload['type'],
    title: payload['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: payload['submit'] ?? null,
    close: payload['close'] ?? null,
    blocks,
    private_metadata: textOf(payload['private_metadata']),
    callback_id: textOf(payload['callback_id']),
    external_id: textOf(payload['external_id']),
    state: { values: stateValues(blocks, view.typed) },
    hash: view.hash,
    clear_on_close: payload['clear_on_close'] === true,
    notify_on_close: payload['notify_on_close'] === true,
    submit_disabled: payload['submit_disabled'] === true,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
  }
}

function makeView(
  workspace: Workspace,
  person: string,
  payload: ViewPayload,
  place: Pick<OpenView, 'id' | 'rootId' | 'previousId'>,
): OpenView {
  return { ...place, person, payload, typed: {}, hash: newHash(workspace) }
}

function refusalOf(
  workspace: Workspace,
  surface: 'modal' | 'home',
  payload: ViewPayload,
  replaced?: OpenView,
): Shown | undefined {
  const refusal = payloadRefusal(surface, payload)
  if (refusal) return { ok: false, ...refusal }
  const twin = findView(workspace, { externalId: payload['external_id'] })
  return twin && twin !== replaced ? { ok: false, error: 'duplicate_external_id' } : undefined
}

function allViews(workspace: Workspace): OpenView[] {
  return [...[...workspace.modals.values()].flat(), ...workspace.homes.values()]
}

function newId(workspace: Workspace): string {
  return `V0${String(workspace.next()).padStart(8, '0')}`
}

function newHash(workspace: Workspace): string {
  return `${workspace.now()}.${workspace.next().toString(16).padStart(8, '0')}`
}
