import type { CommandContext, ExitCode } from './command.ts'
import { commandNames, findCommand } from './find-commands.ts'

/** Runs one command line (what stands after `egard`) and answers its exit code. */
export async function runCommand(context: CommandContext, argv: readonly string[]): Promise<ExitCode> {
  const [given = 'help', ...args] = argv
  const name = given === '--help' || given === '-h' ? 'help' : given
  const command = await findCommand(name)
  if (!command) {
    const close = (await commandNames()).find((known) => known.startsWith(name.slice(0, 3)))
    const hint = close === undefined ? 'see "egard help".' : `did you mean "${close}"? See "egard help".`
    context.complain(`There is no command "${name}": ${hint}`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    context.print(`egard ${command.usage}\n\n${command.summary}`)
    return 0
  }
  try {
    return await command.run(context, args)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'usage' || code.startsWith('ERR_PARSE_ARGS')) {
      context.complain(`${(error as Error).message}\nUsage: egard ${command.usage}`)
      return 2
    }
    context.complain(isOurs(error) ? error.message : `egard ${name} failed: ${stackOf(error)}`)
    return 1
  }
}

/** Our own errors are one sentence for people; anything else is a fault, and its stack says where. */
function isOurs(error: unknown): error is Error {
  const names = ['DatabaseError', 'KeyError', 'SettingsError', 'SecretFileError', 'StartError', 'ImportError']
  return error instanceof Error && names.includes(error.name)
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
