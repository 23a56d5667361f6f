import { type Acting, activePerson, refused, type Seen, seen } from './acting.ts'
import { homeOpenedPayload } from './payloads.ts'
import { directChannel } from './workspace.ts'

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
