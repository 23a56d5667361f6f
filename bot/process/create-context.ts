import { userInfo } from 'node:os'
import type { CommandContext } from '#bot/cli/shared/command.ts'
import { parseSettings } from '#bot/config/settings.ts'
import { SettingsError } from '#bot/config/settings-error.ts'

/** The world as commands see it. What only some of them need is loaded when it is asked for. */
export function createContext(): CommandContext {
  const machine = () => Temporal.Now.instant()
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessNobodyReads)
  const context: CommandContext = {
    environment: process.env,
    user: machineUser,
    print: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    refuse(sentence) {
      context.complain(sentence)
      return 1
    },
    settings(use) {
      const parsed = parseSettings(process.env, use)
      if ('problems' in parsed) throw new SettingsError(parsed.problems)
      return parsed.settings
    },
    async openMemory() {
      const { openMemory } = await import('./open-memory.ts')
      return openMemory(context.settings('database'), machine)
    },
    async start(roles) {
      const { startEgard } = await import('./start-egard.ts')
      return startEgard(context, roles, machine)
    },
  }
  return context
}

/** `egard help | head -2`: whoever has read enough closes the pipe, and the command still ends with its own exit code. */
function unlessNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
}

/** A container may run as a number that has no name. */
function machineUser(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
