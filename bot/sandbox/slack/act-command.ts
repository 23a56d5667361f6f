import { type Acting, activePerson, refused, type Seen, seen, sees } from './acting.ts'
import { isLoose } from './block-kit.ts'
import { commandPayload } from './payloads.ts'
import { answerAt } from './responses.ts'
import { issueResponseUrl, issueTrigger } from './triggers.ts'
import { findChannel } from './workspace.ts'

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
