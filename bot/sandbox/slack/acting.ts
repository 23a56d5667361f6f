import type { Loose } from './block-kit.ts'
import type { Deliver } from './delivery.ts'
import { topModal, viewOut } from './views.ts'
import type { Person, Workspace } from './workspace.ts'

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

/** A person who can act: bots and people who left cannot. */
export function activePerson(workspace: Workspace, id: string): Person | undefined {
  const person = workspace.people.get(id)
  return person && person.kind !== 'bot' && person.kind !== 'deactivated' ? person : undefined
}

/** A direct conversation is seen by its one person, a channel by everyone. */
export function sees(channelPerson: string | undefined, person: Person): boolean {
  return channelPerson === undefined || channelPerson === person.id
}

export function refused(error: string): Seen {
  return { ok: false, error }
}

export function seen(workspace: Workspace, person: Person, { ackMs }: { ackMs: number }): Seen {
  return { ok: true, ackMs, ...visible(workspace, person) }
}

export function visible(workspace: Workspace, person: Person): { view?: Loose } {
  const view = topModal(workspace, person.id)
  return view ? { view: viewOut(workspace, view) } : {}
}
