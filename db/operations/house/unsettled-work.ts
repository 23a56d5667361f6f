import type { Database } from '#db/open.ts'

/** How many messages and notices are due by `nowMs`, or on their way: the test clock waits until there are none. */
export async function unsettledWork(database: Database, nowMs: number): Promise<number> {
  const waiting = await Promise.all([
    database.read
      .selectFrom('deliveries')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where((eb) =>
        eb.or([
          eb('state', '=', 'sending'),
          eb.and([eb('state', 'in', ['queued', 'held']), eb('due_at', '<=', nowMs)]),
        ]),
      )
      .executeTakeFirstOrThrow(),
    database.read
      .selectFrom('service_messages')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where((eb) =>
        eb.or([
          eb('state', '=', 'sending'),
          eb.and([eb('state', 'in', ['queued', 'held']), eb('due_at', '<=', nowMs)]),
        ]),
      )
      .executeTakeFirstOrThrow(),
    database.read
      .selectFrom('notices')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('sent_at', 'is', null)
      .where('failure', 'is', null)
      .where('due_at', '<=', nowMs)
      .executeTakeFirstOrThrow(),
  ])
  return waiting.reduce((sum, { count }) => sum + Number(count), 0)
}

/** The soonest instant after `afterMs` at which a message or notice falls due; undefined when none waits. */
export async function nextDueWork(database: Database, afterMs: number): Promise<number | undefined> {
  const soonest = await Promise.all([
    database.read
      .selectFrom('deliveries')
      .select((eb) => eb.fn.min('due_at').as('due'))
      .where('state', 'in', ['queued', 'held'])
      .where('due_at', '>', afterMs)
      .executeTakeFirst(),
    database.read
      .selectFrom('service_messages')
      .select((eb) => eb.fn.min('due_at').as('due'))
      .where('state', 'in', ['queued', 'held'])
      .where('due_at', '>', afterMs)
      .executeTakeFirst(),
    database.read
      .selectFrom('notices')
      .select((eb) => eb.fn.min('due_at').as('due'))
      .where('sent_at', 'is', null)
      .where('failure', 'is', null)
      .where('due_at', '>', afterMs)
      .executeTakeFirst(),
  ])
  const instants = soonest.flatMap((row) => (row?.due == null ? [] : [Number(row.due)]))
  return instants.length === 0 ? undefined : Math.min(...instants)
}
