import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Read, Write } from '#db/open.ts'
import type { JournalPlace } from './journal-line.ts'

const ERA = 'journal-era'
const COUNT = 'journal-count'

const LOST = -1

/** How far a database is: a copy of it that was made earlier is less far. */
export interface Era {
  era: string
  /** The last journalled transaction. */
  count: number
  /** How far this database was in earlier eras, when a restore ended them; before the first line of those it only heard of. */
  past: Readonly<Record<string, number>>
  /** A restore has begun and has not come to its end. */
  restoring: boolean
}

type Stored = Omit<Era, 'count'>

/** The era of a database; its first one is made when there is none. */
export async function openEra(database: Pick<Database, 'read' | 'write'>): Promise<Era> {
  const known = await readEra(database.read)
  if (known !== undefined) return known
  return database.write(async (db) => {
    const first: Stored = { era: newEra(), past: {}, restoring: false }
    await db
      .insertInto('settings')
      .values({ name: ERA, value: JSON.stringify(first) })
      .onConflict((c) => c.column('name').doNothing())
      .execute()
    return (await readEra(db)) ?? { ...first, count: 0 }
  })
}

/** Undefined for a database the journal has never met. */
async function readEra(db: Read): Promise<Era | undefined> {
  const rows = await db.selectFrom('settings').selectAll().where('name', 'in', [ERA, COUNT]).execute()
  const stored = rows.find(({ name }) => name === ERA)
  if (stored === undefined) return undefined
  return { ...(JSON.parse(stored.value) as Stored), count: Number(rows.find(({ name }) => name === COUNT)?.value ?? 0) }
}

/** One more journalled transaction. Whoever comes next waits for this one to end: what is counted is in the order it was committed. */
export async function countOn(db: Write): Promise<number> {
  const counted = await sql<{ value: string }>`
    insert into settings (name, value) values (${COUNT}, '1')
    on conflict (name) do update set value = cast(cast(settings.value as bigint) + 1 as text)
    returning value`.execute(db)
  return Number(counted.rows[0]?.value)
}

/** Ends the current era where this database stands in it, and begins one that no lost timeline has used. `lost`: eras it never knew. */
export async function beginEra(db: Write, lost: readonly string[]): Promise<Era> {
  const { era, count, past } = await knownEra(db)
  const unknown = lost
    .filter((other) => other !== era && past[other] === undefined)
    .map((other) => [other, LOST] as const)
  const next: Stored = {
    era: newEra(),
    past: { ...past, ...Object.fromEntries(unknown), [era]: count },
    restoring: true,
  }
  await writeEra(db, next)
  return { ...next, count }
}

/** The restore came to its end. */
export async function endRestoring(db: Write): Promise<void> {
  await writeEra(db, { ...(await knownEra(db)), restoring: false })
}

async function knownEra(db: Read): Promise<Era> {
  const era = await readEra(db)
  if (era === undefined) throw new Error('The journal of this database was never opened.')
  return era
}

/** Whether this database has lived in the era: what was brought into it then is in here. */
export function hasLived(era: string, { era: current, past }: Era): boolean {
  return era === current || (past[era] ?? LOST) > LOST
}

/** Whether a line was written by a transaction that this database does not contain. */
export function isMissing({ era, n }: JournalPlace, { era: current, count, past }: Era): boolean {
  return n > (era === current ? count : (past[era] ?? LOST))
}

function newEra(): string {
  return randomBytes(4).toString('hex')
}

async function writeEra(db: Write, era: Stored): Promise<void> {
  await db
    .updateTable('settings')
    .set({ value: JSON.stringify({ era: era.era, past: era.past, restoring: era.restoring }) })
    .where('name', '=', ERA)
    .execute()
}
