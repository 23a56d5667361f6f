import { type Acting, activePerson, refused, type Seen } from './acting.ts'
import { changed, type Person } from './workspace.ts'

/** A person chooses their Slack's language. */
export async function actSetLocale(
  { workspace }: Acting,
  { user, locale }: { user: string; locale: Person['locale'] },
): Promise<Seen> {
  const person = activePerson(workspace, user)
  if (!person) return refused('user_not_found')
  person.locale = locale
  changed(workspace)
  return { ok: true }
}
