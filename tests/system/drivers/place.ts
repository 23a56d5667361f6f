import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, onTestFailed, onTestFinished } from 'vitest'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { parseSettings } from '#bot/config/settings.ts'
import { openMemory } from '#bot/process/open-memory.ts'
import { openDatabase } from '#db/open.ts'
import { writeClockOffsetMs } from '#db/operations/house/clock-offset.ts'
import { type DatabaseKind, freshDatabaseUrl } from '#tests/support/databases.ts'
import { type Environment, type RunningEgard, startEgard } from '#tests/support/process.ts'

/** A Tuesday morning in Paris: every window is open, and the samples' people are as active as they were made. */
const TUESDAY = Temporal.Instant.from('2026-11-24T09:00:00Z')

/** Where one installation lives: a database, a folder and a secret that nobody else uses. */
export interface Place {
  folder: string
  databaseUrl: string
  /** What the process and the commands are given. */
  environment: Environment
}

/** A place on a fresh database where the test clock says Tuesday from the start; `machine` leaves it the machine's time. */
export async function aPlace(
  kind: DatabaseKind,
  environment: Environment = {},
  startsAt: Temporal.Instant | 'machine' = TUESDAY,
  databaseUrl?: string,
): Promise<Place> {
  databaseUrl ??= await freshDatabaseUrl(kind)
  // In the run's own folder, which the next run sweeps when this one is killed.
  const folder = await mkdtemp(join(inject('templates').folder, 'place-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  if (startsAt !== 'machine') await setClock(databaseUrl, startsAt)
  const secret = randomBytes(32).toString('base64')
  const own = { DATABASE_URL: databaseUrl, EGARD_SECRET: secret, EGARD_JOURNAL: join(folder, 'journal') }
  return { folder, databaseUrl, environment: { ...own, ...environment } }
}

/** Starts the product there. What it printed is shown when the test fails. */
export async function startAt({ environment, folder }: Place, change: Environment = {}): Promise<RunningEgard> {
  const egard = await startEgard(['start'], { ...environment, ...change }, folder)
  onTestFailed(() => {
    process.stderr.write(`--- what Égard printed ---\n${egard.output().slice(-20_000)}\n`)
  })
  return egard
}

/** What its links say, and where its forms may be sent from, when PUBLIC_URL says nothing. */
export function publicUrl({ url }: RunningEgard): string {
  return url.replace('127.0.0.1', 'localhost')
}

/** The memory of a place, for what has no surface yet and for looking behind the surfaces; closed when the test ends. */
export async function memoryOf({ environment }: Place): Promise<OpenMemory> {
  const parsed = parseSettings(environment, 'database')
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const memory = await openMemory(parsed.settings, () => Temporal.Now.instant())
  onTestFinished(() => memory.close())
  return memory
}

async function setClock(databaseUrl: string, instant: Temporal.Instant): Promise<void> {
  const database = await openDatabase(databaseUrl)
  try {
    await writeClockOffsetMs(database, instant.epochMilliseconds - Date.now())
  } finally {
    await database.close()
  }
}
