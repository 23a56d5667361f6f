import { hostname } from 'node:os'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { Database } from '#db/open.ts'
import { beatHeart, HEARTBEAT_LIMIT_MS, startWorker, stopWorker } from '#db/operations/house/start-worker.ts'
import { StartError } from './start-error.ts'

/** This process's place on the database. */
export interface Held {
  worker: number
  release(): Promise<void>
}

/**
 * Registers this process and keeps saying that it lives, also through a time when the database does not answer. `lost` is called when it was
 * given up for dead: another process may work in its place, so this one must end.
 * @throws StartError already-running
 */
export async function holdDatabase(
  database: Database,
  roles: readonly string[],
  machine: MachineTime,
  lost: () => void,
): Promise<Held> {
  const nowMs = () => machine().epochMilliseconds
  const starter = { machine: hostname(), pid: process.pid, roles, isAlive }
  const started = await startWorker(database, starter, nowMs())
  if ('runningSince' in started) {
    const since = Temporal.Instant.fromEpochMilliseconds(started.runningSince).toString({ smallestUnit: 'second' })
    throw new StartError('already-running', `Égard already runs on this database (since ${since}). Stop it first.`)
  }
  const { worker } = started
  let beating = Promise.resolve()
  const timer = setInterval(() => {
    beating = beatHeart(database, worker, nowMs()).then(
      (alive) => {
        if (!alive) lost()
      },
      // A database that is gone for a moment keeps everybody's heart from beating: the first beat after it tells who was given up.
      () => {},
    )
  }, HEARTBEAT_LIMIT_MS / 5)
  return {
    worker,
    async release() {
      clearInterval(timer)
      await beating
      await stopWorker(database, worker, nowMs())
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
