import type { CommandContext } from '#bot/cli/shared/command.ts'
import { parseSettings } from '#bot/config/settings.ts'
import { SettingsError } from '#bot/config/settings-error.ts'

/** The world as commands see it. What only some of them need is loaded when it is asked for. */
export function createContext(): CommandContext {
  const machine = () => Temporal.Now.instant()
  const context: CommandContext = {
    environment: process.env,
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
