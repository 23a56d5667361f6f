import type { Database, Write } from '#db/open.ts'
import { readSetting, writeSetting } from './setting.ts'

/** A process is believed dead when its heart has not beaten for this long. */
export const HEARTBEAT_LIMIT_MS = 15_000

const HOLDER = 'start-holder'

/** Who starts: the machine and process, so that a process killed a second ago does not keep its successor out. */
export interface Starter {
  machine: string
  pid: number
  roles: readonly string[]
  /** Whether a process of this machine still lives. */
  isAlive(pid: number): boolean
}

export type WorkerStarted = { worker: number } | { runningSince: number }

interface Holder {
  worker: number
  machine: string
  pid: number
}

/**
 * Registers a process that works on this database. On SQLite there is one at a time: while another one lives, the answer
 * is when it started (milliseconds). One that died is marked as stopped, so that what it left open can be settled.
 * `nowMs` is the machine's time, never the test clock's.
 */
export function startWorker(database: Database, starter: Starter, nowMs: number): Promise<WorkerStarted> {
  return database.write(async (db) => {
    if (database.dialect === 'sqlite') {
      const since = await livingHolder(db, starter, nowMs)
      if (since !== undefined) return { runningSince: since }
      await db.updateTable('workers').set({ stopped_at: nowMs }).where('stopped_at', 'is', null).execute()
    }
    const { id } = await db
      .insertInto('workers')
      .values({ roles: starter.roles.join(','), started_at: nowMs, heartbeat_at: nowMs, stopped_at: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    const holder: Holder = { worker: id, machine: starter.machine, pid: starter.pid }
    if (database.dialect === 'sqlite') await writeSetting(db, HOLDER, JSON.stringify(holder))
    return { worker: id }
  })
}

/** Says "still here". False when the process has been given up for dead and must end: another one may have taken over. */
export function beatHeart(database: Database, worker: number, nowMs: number): Promise<boolean> {
  return database.write(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('workers')
      .set({ heartbeat_at: nowMs })
      .where('id', '=', worker)
      .where('stopped_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  })
}

/** When a process that was never seen to end last said that it lives (milliseconds of the machine's time); undefined when all have ended. */
export async function lastHeartbeat({ read }: Pick<Database, 'read'>): Promise<number | undefined> {
  const { at } = await read
    .selectFrom('workers')
    .select((e) => e.fn.max<number | null>('heartbeat_at').as('at'))
    .where('stopped_at', 'is', null)
    .executeTakeFirstOrThrow()
  return at ?? undefined
}

/** A clean end: nothing is left open. */
export async function stopWorker(database: Database, worker: number, nowMs: number): Promise<void> {
  await database.write((db) =>
    db
      .updateTable('workers')
      .set({ stopped_at: nowMs })
      .where('id', '=', worker)
      .where('stopped_at', 'is', null)
      .execute(),
  )
}

async function livingHolder(db: Write, starter: Starter, nowMs: number): Promise<number | undefined> {
  const text = await readSetting(db, HOLDER)
  if (text === undefined) return undefined
  const holder = JSON.parse(text) as Holder
  const row = await db
    .selectFrom('workers')
    .select(['started_at', 'heartbeat_at'])
    .where('id', '=', holder.worker)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (!row || nowMs - row.heartbeat_at > HEARTBEAT_LIMIT_MS) return undefined
  const sameMachine = holder.machine === starter.machine
  // In a container every start may get the same number: our own can only be left over.
  if (sameMachine && (holder.pid === starter.pid || !starter.isAlive(holder.pid))) return undefined
  return row.started_at
}

/**
 * Gives up workers whose heart stopped, and answers which dead ones still have messages they were handing over: nobody
 * knows whether those left.
 */
export async function deadWorkers(database: Database, nowMs: number): Promise<number[]> {
  await database.write((db) =>
    db
      .updateTable('workers')
      .set({ stopped_at: nowMs })
      .where('stopped_at', 'is', null)
      .where('heartbeat_at', '<', nowMs - HEARTBEAT_LIMIT_MS)
      .execute(),
  )
  const ids = new Set<number>()
  for (const table of ['deliveries', 'service_messages'] as const) {
    const rows = await database.read
      .selectFrom(table)
      .innerJoin('workers', 'workers.id', `${table}.worker_id`)
      .select('workers.id')
      .distinct()
      .where(`${table}.state`, '=', 'sending')
      .where('workers.stopped_at', 'is not', null)
      .execute()
    for (const { id } of rows) ids.add(id)
  }
  return [...ids]
}
