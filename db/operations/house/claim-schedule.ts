import type { Database } from '#db/open.ts'

/** Makes sure each schedule has its row; a new one is due at once, a changed interval holds from the next run on. */
export async function registerSchedules(
  database: Database,
  schedules: readonly { name: string; everyMs: number }[],
  nowMs: number,
): Promise<void> {
  if (schedules.length === 0) return
  await database.write((db) =>
    db
      .insertInto('schedules')
      .values(schedules.map(({ name, everyMs }) => ({ name, due_at: nowMs, every_ms: everyMs, last_run_at: null })))
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((eb) => ({ every_ms: eb.ref('excluded.every_ms') })),
      )
      .execute(),
  )
}

/** The names of schedules due by `nowMs`, soonest first. */
export async function dueSchedules(database: Database, nowMs: number): Promise<string[]> {
  const rows = await database.read
    .selectFrom('schedules')
    .select('name')
    .where('due_at', '<=', nowMs)
    .orderBy('due_at')
    .orderBy('name')
    .execute()
  return rows.map((row) => row.name)
}

/** Running a schedule is claiming it: of many processes that try, exactly one gets true. */
export function claimSchedule(database: Database, name: string, nowMs: number): Promise<boolean> {
  return database.write(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('schedules')
      .set((eb) => ({ due_at: eb('every_ms', '+', nowMs), last_run_at: nowMs }))
      .where('name', '=', name)
      .where('due_at', '<=', nowMs)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  })
}
