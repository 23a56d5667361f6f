import type { Memory } from '#db/operations/memory.ts'
import type { Wants } from './lay-on-pile.ts'

/** What a pile's card says: numbers and counts, never who or what. Instants are epoch milliseconds. */
export interface PileView {
  pile: number
  /** How many of each still wait to be read. */
  waiting: Record<Wants, number>
  /** How many of them came by SMS. */
  byText: number
  /** Case numbers of the first that wait, stops first. */
  cases: number[]
  oldestAt: number | undefined
  settled: number
  /** Who read the last one, when nothing waits. */
  last: { by: string; at: number } | undefined
}

const MOST_CASES = 10

export async function readPile({ database }: Pick<Memory, 'database'>, pile: number): Promise<PileView | undefined> {
  return database.snapshot(async (db) => {
    const open = db.selectFrom('incoming_mails').where('pile', '=', pile).where('settled_at', 'is', null)
    const counts = await open
      .select(['wants', 'channel', (e) => e.fn.countAll<number>().as('n'), (e) => e.fn.min('at').as('at')])
      .groupBy(['wants', 'channel'])
      .execute()
    const { settled } = await db
      .selectFrom('incoming_mails')
      .select((e) => e.fn.countAll<number>().as('settled'))
      .where('pile', '=', pile)
      .where('settled_at', 'is not', null)
      .executeTakeFirstOrThrow()
    if (counts.length === 0 && settled === 0) return undefined
    const stops = await open.select('id').where('wants', '=', 'stop').orderBy('id').limit(MOST_CASES).execute()
    const rest = await open.select('id').where('wants', '<>', 'stop').orderBy('id').limit(MOST_CASES).execute()
    const last = await db
      .selectFrom('incoming_mails')
      .select(['settled_by', 'settled_at'])
      .where('pile', '=', pile)
      .where('settled_at', 'is not', null)
      .orderBy('settled_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const sum = (some: typeof counts) => some.reduce((all, { n }) => all + n, 0)
    const of = (wants: Wants) => sum(counts.filter((one) => one.wants === wants))
    const instants = counts.map(({ at }) => Number(at))
    return {
      pile,
      waiting: { stop: of('stop'), answer: of('answer'), reading: of('reading'), trust: of('trust') },
      byText: sum(counts.filter(({ channel }) => channel === 'sms')),
      cases: [...stops, ...rest].slice(0, MOST_CASES).map(({ id }) => id),
      oldestAt: instants.length > 0 ? Math.min(...instants) : undefined,
      settled,
      last: last?.settled_at == null ? undefined : { by: last.settled_by ?? '', at: last.settled_at },
    }
  })
}
