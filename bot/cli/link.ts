import { makePreferenceLink } from '#db/operations/links/make-preference-link.ts'
import { isRefused } from '#db/operations/memory.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard link ADDRESS`: the way to their preferences for somebody who lost theirs; who made it stands in the audit log. */
export const command: Command = {
  name: 'link',
  usage: 'link ADDRESS [--json]',
  summary: 'Make a fresh preference link for a person support is talking to; audited.',
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1 })
    const address = positionals[0] ?? ''
    await using memory = await context.openMemory()
    const { settings } = memory
    if (settings.production && settings.publicUrl === undefined)
      return context.refuse('PUBLIC_URL is missing: set it to the address people open, or the link leads nowhere.')
    const actor = `command line: ${context.user()}`
    const made = await makePreferenceLink(memory, memory.now().epochMilliseconds, { address, actor })
    if (isRefused(made)) return context.refuse(`Nobody is known by ${address}: check the spelling.`)
    const url = `${settings.publicUrl ?? `http://localhost:${settings.port}`}/p/${made.token}`
    const expiresAt =
      made.expiresAt === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(made.expiresAt).toString()
    if (values.json) context.print(JSON.stringify({ url, contact: made.contactId, expiresAt }))
    else context.print(url)
    return 0
  },
}
