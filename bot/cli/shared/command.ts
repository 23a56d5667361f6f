import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Clock, TestClock } from '#bot/clock/create-clock.ts'
import type { Settings, SettingsFor } from '#bot/config/settings.ts'
import type { Journal } from '#db/journal/open-journal.ts'
import type { Memory } from '#db/operations/memory.ts'
import { UsageError } from './usage-error.ts'

/** 0 done, 1 refused or failed (one sentence on standard error), 2 usage. */
export type ExitCode = 0 | 1 | 2

/** One word after `egard`. Each file of `bot/cli` exports one as `command`, and is found by its name. */
export interface Command {
  name: string
  /** The command line after `egard`, like `explain ADDRESS [--topic T]`. */
  usage: string
  /** One line of `egard help`. */
  summary: string
  run(context: CommandContext, args: string[]): Promise<ExitCode>
}

/** What a command may touch of the world. */
export interface CommandContext {
  environment: NodeJS.ProcessEnv
  /** Who sits at this machine: the actor of what a command writes into the audit log. */
  user(): string
  /** A line on standard output. */
  print(line: string): void
  /** A line on standard error. */
  complain(line: string): void
  /** One sentence on standard error, and the exit code that goes with it: `return context.refuse('…')`. */
  refuse(sentence: string): 1
  /** @throws SettingsError with every problem of the environment */
  settings(use: SettingsFor): Settings
  /** The database, migrated, with its keys and its house. Close it at the end, or take it with `await using`. */
  openMemory(): Promise<OpenMemory>
  /** Runs the product until it is told to stop. */
  start(roles: readonly WorkerRole[]): Promise<ExitCode>
}

export interface OpenMemory extends Memory, AsyncDisposable {
  settings: Settings
  clock: Clock | TestClock
  /** The second copy of every opt-out, beside the database. */
  journal: Journal
  /** The clock of rules and promises: the machine's, and outside production the test clock's offset. */
  now(): Temporal.Instant
  close(): Promise<void>
}

export const WORKER_ROLES = ['web', 'bot', 'worker', 'schedule'] as const
export type WorkerRole = (typeof WORKER_ROLES)[number]

/**
 * `node:util` parseArgs, strict, with positionals counted.
 * @throws UsageError
 */
export function readArguments<T extends ParseArgsOptionsConfig>(
  args: string[],
  options: T,
  { least = 0, most = least }: { least?: number; most?: number } = {},
) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
  if (positionals.length < least) throw new UsageError('Something is missing.')
  if (positionals.length > most) throw new UsageError(`What is "${positionals[most]}" for?`)
  return { values, positionals }
}
