import { setTimeout } from 'node:timers/promises'
import type { Database } from '#db/open.ts'
import { HEARTBEAT_LIMIT_MS, lastHeartbeat } from '#db/operations/house/start-worker.ts'

/** Longer than a heart takes from one beat to the next. */
const LISTEN_MS = HEARTBEAT_LIMIT_MS / 3

/**
 * Whether a process works on this database. A copy keeps the last beats of processes that are long gone, so what counts is a heart that goes
 * on beating: where one has beaten a moment ago, this listens for a few seconds.
 */
export async function livingWorkers(database: Database): Promise<boolean> {
  const before = await lastHeartbeat(database)
  if (before === undefined || before < Date.now() - HEARTBEAT_LIMIT_MS) return false
  await setTimeout(LISTEN_MS)
  const after = await lastHeartbeat(database)
  return after !== undefined && after > before
}
