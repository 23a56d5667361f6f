import { type Command, readArguments } from './shared/command.ts'
import { commandNames, findCommand } from './shared/find-commands.ts'

/** `egard help`: every command with what it does. */
export const command: Command = {
  name: 'help',
  usage: 'help [--json]',
  summary: 'List the commands.',
  async run(context, args) {
    const { values } = readArguments(args, { json: { type: 'boolean' } })
    const commands: Command[] = []
    for (const name of await commandNames()) commands.push((await findCommand(name)) ?? command)
    if (values.json) {
      context.print(JSON.stringify(commands.map(({ name, usage, summary }) => ({ name, usage, summary }))))
      return 0
    }
    context.print('Égard asks people for permission to write to them, keeps it honestly, and proves it.\n')
    for (const { usage, summary } of commands) context.print(`  egard ${usage}\n      ${summary}`)
    context.print('\nExit codes: 0 done, 1 refused or failed, 2 not understood. --json prints one JSON document.')
    return 0
  },
}
