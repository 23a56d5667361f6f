import { isLoose, type Loose, listOf, type PlacedElement, placedElements, type ViewState } from './block-kit.ts'
import { inputProblem } from './client-checks.ts'
import type { Deliver, Delivered } from './delivery.ts'
import {
  actionEntry,
  actionPayload,
  closedPayload,
  commandPayload,
  homeOpenedPayload,
  type Place,
  submissionPayload,
} from './payloads.ts'
import { answerAt } from './responses.ts'
import { issueResponseUrl, issueTrigger } from './triggers.ts'
import { fill, isStateful, stateValues } from './view-state.ts'
import { clearModals, closeTop, pushModal, type Shown, topModal, updateView, viewOut } from './views.ts'
import { directChannel, findChannel, type OpenView, type Person, type Workspace } from './workspace.ts'

/** What a person sees after acting: an error, errors under inputs, and the modal now on top. */
export interface Seen {
  ok: boolean
  /** Slack's name for what went wrong, or one of the client's own refusals. */
  error?: string
  ackMs?: number
  /** Under which input which sentence stands, by block id. */
  errors?: Readonly<Record<string, string>>
  view?: Loose
}

/** What acting needs: the workspace, the way to the app, and the public address of a response URL. */
export interface Acting {
  workspace: Workspace
  deliver: Deliver
  responseUrl: (id: string) => string
}

export interface CommandAct {
  user: string
  channel: string
  /** What follows `/egard`; a text that begins with a slash names its command itself. */
  text: string
}

/** A person types a slash command. */
export async function actCommand(acting: Acting, { user, channel: wanted, text }: CommandAct): Promise<Seen> {
  const { workspace } = acting
  const person = activePerson(workspace, user)
  if (!person) return refused('user_not_found')
  const channel = findChannel(workspace, wanted)
  if (!channel || !sees(channel.personId, person)) return refused('channel_not_found')
  const [, command, rest] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [text, '/egard', text]
  const responseId = issueResponseUrl(workspace, { person: person.id, channel: channel.id })
  const payload = commandPayload(workspace, {
    person,
    channel,
    command: command ?? '/egard',
    text: (rest ?? '').trim(),
    triggerId: issueTrigger(workspace, person.id),
    responseUrl: acting.responseUrl(responseId),
  })
  const delivered = await acting.deliver({ kind: 'slash_commands', payload })
  if (!delivered.ok) return refused(delivered.error)
  const content = typeof delivered.body === 'string' ? { text: delivered.body } : delivered.body
  if (isLoose(content) && Object.keys(content).length > 0) {
    // What the acknowledgement carries is shown like a first answer, without counting as one.
    const shown = answerAt(workspace, { person: person.id, channel: channel.id, issuedAtMs: 0, uses: 0 }, content)
    if (!shown.ok) return refused(shown.error)
  }
  return seen(workspace, person, delivered)
}

export interface ElementAct {
  user: string
  /** The message, or `viewId` for a modal or home. */
  ts?: string | undefined
  viewId?: string | undefined
  channel?: string | undefined
  actionId: string
  blockId?: string | undefined
  /** For a button, which one of several with this action id; for other elements, what is chosen or typed. */
  value?: unknown
}

/** A person uses a button, a menu or another element. */
export async function actOnElement(acting: Acting, act: ElementAct): Promise<Seen> {
  const { workspace } = acting
  const person = activePerson(workspace, act.user)
  if (!person) return refused('user_not_found')
  const place = placeOf(workspace, person, act)
  if ('error' in place) return refused(place.error)
  const blocks = place.kind === 'view' ? listOf(place.view.payload['blocks']) : place.message.blocks
  const used = elementOf(placedElements(blocks), act)
  if (!used) return refused('no_such_element')
  const filled = used.type === 'button' ? undefined : fill(used, act.value ?? null)
  if (filled && !filled.ok) return { ...refused('invalid_value'), errors: { [used.blockId]: filled.problem } }
  const typed: ViewState = place.kind === 'view' ? place.view.typed : {}
  if (filled && isStateful(used)) (typed[used.blockId] ??= {})[used.actionId] = filled.state
  if (used.inInput && !dispatches(blocks, used)) return { ok: true, ...visible(workspace, person) }

  const payload = actionPayload(workspace, {
    person,
    place,
    typed,
    action: actionEntry(workspace, used, filled ? withoutType(filled.state) : undefined),
    triggerId: issueTrigger(workspace, person.id),
    responseUrl: place.kind === 'view' ? '' : acting.responseUrl(responseIdFor(workspace, person, place)),
  })
  const delivered = await acting.deliver({ kind: 'interactive', payload })
  return delivered.ok ? seen(workspace, person, delivered) : refused(delivered.error)
}

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
  const problems = { ...typeIn(view, placed, values), ...clientProblems(view, placed) }
  if (Object.keys(problems).length > 0)
    return { ...refused('invalid_input'), errors: problems, view: viewOut(workspace, view) }

  const payload = submissionPayload(workspace, person, view, issueTrigger(workspace, person.id))
  const delivered = await acting.deliver({ kind: 'interactive', payload })
  if (!delivered.ok) return refused(delivered.error)
  return obey(workspace, person, { view, placed, delivered })
}

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
  else closeTop(workspace, person.id)
  if (view.payload['notify_on_close'] !== true) return { ok: true, ...visible(workspace, person) }
  const delivered = await acting.deliver({ kind: 'interactive', payload })
  return delivered.ok ? seen(workspace, person, delivered) : refused(delivered.error)
}

/** A person opens the app's home. With the `eventId` of an earlier event it is sent as Slack's retry of that one. */
export async function actOpenHome(
  acting: Acting,
  { user, eventId }: { user: string; eventId?: string | undefined },
): Promise<Seen & { eventId?: string }> {
  const { workspace } = acting
  const person = activePerson(workspace, user)
  if (!person) return refused('user_not_found')
  const id = eventId ?? `Ev0${workspace.next()}`
  const channel = directChannel(workspace, person.id)
  const payload = homeOpenedPayload(workspace, { person, channel, eventId: id, home: workspace.homes.get(person.id) })
  const retry = eventId === undefined ? {} : { retry: { number: 1, reason: 'http_timeout' } }
  const delivered = await acting.deliver({ kind: 'events_api', payload, ...retry })
  return delivered.ok ? { ...seen(workspace, person, delivered), eventId: id } : refused(delivered.error)
}

/** Does with the modal what the app answered: errors, another view, or nothing, which closes it. */
function obey(
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
      closeTop(workspace, person.id)
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

/** Types the values into the view; answers the ones that have no place there. */
function typeIn(view: OpenView, placed: readonly PlacedElement[], values: Loose): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const [key, value] of Object.entries(values)) {
    const targets = placed.filter(({ blockId, actionId }) => blockId === key || actionId === key)
    const [target] = targets
    if (!target || targets.length > 1) {
      problems[key] = target ? 'several elements have this id: use the block id' : 'no input has this id'
      continue
    }
    const filled = fill(target, value)
    if (filled.ok) (view.typed[target.blockId] ??= {})[target.actionId] = filled.state
    else problems[target.blockId] = filled.problem
  }
  return problems
}

function clientProblems(view: OpenView, placed: readonly PlacedElement[]): Record<string, string> {
  const values = stateValues(listOf(view.payload['blocks']), view.typed)
  const problems = placed.flatMap((one) => {
    const state = values[one.blockId]?.[one.actionId]
    const problem = state ? inputProblem(one, state) : undefined
    return problem === undefined ? [] : [[one.blockId, problem] as const]
  })
  return Object.fromEntries(problems)
}

function placeOf(workspace: Workspace, person: Person, { ts, viewId, channel }: ElementAct): Place | { error: string } {
  if (viewId !== undefined) {
    const home = workspace.homes.get(person.id)
    const view = home?.id === viewId ? home : topModal(workspace, person.id)
    return view?.id === viewId ? { kind: 'view', view } : { error: 'view_not_found' }
  }
  for (const candidate of workspace.channels.values()) {
    if (channel !== undefined && findChannel(workspace, channel) !== candidate) continue
    const message = sees(candidate.personId, person) ? candidate.messages.find((one) => one.ts === ts) : undefined
    if (message) return { kind: 'message', channel: candidate, message, ephemeral: false }
  }
  const message = workspace.ephemerals.find((one) => one.ts === ts && one.to === person.id)
  const home = message ? workspace.channels.get(message.channel) : undefined
  return message && home ? { kind: 'message', channel: home, message, ephemeral: true } : { error: 'message_not_found' }
}

function elementOf(
  placed: readonly PlacedElement[],
  { actionId, blockId, value }: ElementAct,
): PlacedElement | undefined {
  const named = placed.filter((one) => one.actionId === actionId && (blockId === undefined || one.blockId === blockId))
  return value === undefined ? named[0] : named.find((one) => one.type !== 'button' || one.element['value'] === value)
}

function dispatches(blocks: readonly Loose[], used: PlacedElement): boolean {
  return blocks.some((block) => block['block_id'] === used.blockId && block['dispatch_action'] === true)
}

function responseIdFor(workspace: Workspace, person: Person, place: Place & { kind: 'message' }): string {
  const source = { ts: place.message.ts, ephemeral: place.ephemeral }
  return issueResponseUrl(workspace, { person: person.id, channel: place.channel.id, source })
}

function activePerson(workspace: Workspace, id: string): Person | undefined {
  const person = workspace.people.get(id)
  return person && person.kind !== 'bot' && person.kind !== 'deactivated' ? person : undefined
}

/** A direct conversation is seen by its one person, a channel by everyone. */
function sees(channelPerson: string | undefined, person: Person): boolean {
  return channelPerson === undefined || channelPerson === person.id
}

function withoutType({ type: _, ...rest }: Loose): Loose {
  return rest
}

function refused(error: string): Seen {
  return { ok: false, error }
}

function seen(workspace: Workspace, person: Person, { ackMs }: { ackMs: number }): Seen {
  return { ok: true, ackMs, ...visible(workspace, person) }
}

function visible(workspace: Workspace, person: Person): { view?: Loose } {
  const view = topModal(workspace, person.id)
  return view ? { view: viewOut(workspace, view) } : {}
}
