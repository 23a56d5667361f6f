import { type Acting, activePerson, refused, type Seen, seen, sees, visible } from './acting.ts'
import { type Loose, listOf, type PlacedElement, placedElements, type ViewState } from './block-kit.ts'
import { actionEntry, actionPayload, type Place } from './payloads.ts'
import { issueResponseUrl, issueTrigger } from './triggers.ts'
import { typeIn } from './type-in.ts'
import { fill, isStateful } from './view-state.ts'
import { topModal } from './views.ts'
import { changed, findChannel, type Person, type Workspace } from './workspace.ts'

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
  /** What was typed or chosen so far in other inputs there, by block id or action id: Slack reports it along. */
  values?: Loose | undefined
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
  const typed: ViewState = place.kind === 'view' ? place.view.typed : {}
  const stateful = placedElements(blocks).filter(isStateful)
  const problems = typeIn(workspace, typed, { placed: stateful, values: act.values ?? {} })
  if (Object.keys(problems).length > 0) return { ...refused('invalid_value'), errors: problems }
  const filled = used.type === 'button' ? undefined : fill(used, act.value ?? null)
  if (filled && !filled.ok) return { ...refused('invalid_value'), errors: { [used.blockId]: filled.problem } }
  if (filled && isStateful(used)) {
    ;(typed[used.blockId] ??= {})[used.actionId] = filled.state
    changed(workspace)
  }
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

function withoutType({ type: _, ...rest }: Loose): Loose {
  return rest
}
