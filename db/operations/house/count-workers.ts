import type { Database } from '#db/open.ts'
import { HEARTBEAT_LIMIT_MS } from './start-worker.ts'

/** How many living processes send messages; at least one. `nowMs` is the machine's time, as hearts beat. */
export async function countWorkers({ read }: Database, nowMs: number): Promise<number> {
  const rows = await read
    .selectFrom('workers')
    .select('roles')
    .where('stopped_at', 'is', null)
    .where('heartbeat_at', '>=', nowMs - HEARTBEAT_LIMIT_MS)
    .execute()
  return Math.max(1, rows.filter(({ roles }) => roles.split(',').includes('worker')).length)
}
