import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { parseSettings } from '#bot/config/settings.ts'
import { openMemory } from '#bot/process/open-memory.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'
import { type Environment, type Finished, runEgard } from '#tests/support/process.ts'

const SECRET = Buffer.alloc(32, 'une base').toString('base64')

export interface Base {
  /** The base from the inside, with the sample organisation. */
  memory: OpenMemory
  /** One command on it, in a process of its own. */
  egard(args: string[], environment?: Environment): Promise<Finished>
}

/** A fresh base, open here and given to commands. */
export async function aBase(kind: 'sqlite' | 'postgres' = 'sqlite'): Promise<Base> {
  const journal = join(inject('templates').folder, 'journal')
  const environment = { DATABASE_URL: await freshDatabaseUrl(kind), EGARD_SECRET: SECRET, EGARD_JOURNAL: journal }
  const parsed = parseSettings(environment, 'database')
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const memory = await openMemory(parsed.settings, () => Temporal.Now.instant())
  onTestFinished(() => memory.close())
  return { memory, egard: (args, more = {}) => runEgard(args, { ...environment, ...more }) }
}
