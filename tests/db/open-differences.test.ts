import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import {
  idsFromJson,
  jsonRows,
  rowsFromJson,
  selectFromJson,
  skipLocked,
  textsFromJson,
} from '#db/dialects/differences.ts'
import { type Database, openDatabase } from '#db/open.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

interface People {
  person: { id: number; name: string | null; at: number; share: number }
}
const columns = { id: 'integer', name: 'text?', at: 'integer', share: 'real' } as const
const ana = { id: 1, name: 'Ana « l’Élan » "Ø" 🙂', at: 1_795_306_785_083, share: 0.5 }
const bo = { id: 2, name: null, at: 0, share: 1 }
const digits = { id: 3, name: '007', at: -1, share: 2.25 }

onBothDatabases('batches', (_open, { freshUrl }) => {
  async function openPeople(): Promise<Database<People>> {
    const database = await openDatabase<People>(await freshUrl())
    onTestFinished(() => database.close())
    await database.write((db) =>
      sql`create table person (id bigint primary key, name text, at bigint, share double precision)`.execute(db),
    )
    return database
  }
  const insert = (database: Database<People>, rows: (typeof ana | typeof bo)[]) =>
    database.write((db) =>
      db
        .insertInto('person')
        .columns(['id', 'name', 'at', 'share'])
        .expression(selectFromJson(db, rows, columns))
        .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })))
        .returning('id')
        .execute(),
    )
  const all = (database: Database<People>) => database.read.selectFrom('person').selectAll().orderBy('id').execute()

  test('a batch is inserted as it is, whatever its texts hold', async () => {
    const database = await openPeople()
    expect(await insert(database, [ana, bo, digits])).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
    expect(await all(database)).toEqual([ana, bo, digits])
  })

  test('a conflict clause may follow a batch, and an empty batch is nothing', async () => {
    const database = await openPeople()
    await insert(database, [ana])
    await insert(database, [{ ...ana, name: 'Ana B.', at: 7 }, bo])
    await insert(database, [])
    expect(await all(database)).toEqual([{ ...ana, name: 'Ana B.' }, bo])
  })

  test('many rows are updated by one statement, and a batch is joined', async () => {
    const database = await openPeople()
    await insert(database, [ana, bo, digits])
    const changes = [
      { id: 1, at: 10 },
      { id: 3, at: 30 },
    ]
    const result = await database.write((db) =>
      db
        .updateTable('person')
        .from(rowsFromJson(db, changes, { id: 'integer', at: 'integer' }, 'change'))
        .set((eb) => ({ at: eb.ref('change.at') }))
        .whereRef('person.id', '=', 'change.id')
        .executeTakeFirst(),
    )
    expect(result.numUpdatedRows).toBe(2n)
    const joined = await database.read
      .selectFrom(rowsFromJson(database.read, changes, { id: 'integer', at: 'integer' }, 'change'))
      .innerJoin('person', 'person.id', 'change.id')
      .select(['person.name', 'change.at'])
      .orderBy('change.id')
      .execute()
    expect(joined).toEqual([
      { name: ana.name, at: 10 },
      { name: '007', at: 30 },
    ])
  })

  test('any number of ids or texts is one parameter', async () => {
    const database = await openPeople()
    await insert(database, [ana, bo, digits])
    const many = Array.from({ length: 40_000 }, (_, index) => index + 2)
    const people = database.read.selectFrom('person').select('id').orderBy('id')
    expect(await people.where('id', 'in', idsFromJson(database.read, many)).execute()).toEqual([{ id: 2 }, { id: 3 }])
    expect(await people.where('name', 'in', textsFromJson(database.read, ['007', ana.name])).execute()).toEqual([
      { id: 1 },
      { id: 3 },
    ])
  })

  test('rows come as one JSON text in the order of the inner select', async () => {
    const database = await openPeople()
    const ask = () =>
      database.read
        .selectFrom((eb) => eb.selectFrom('person').select(['id', 'name']).orderBy('id', 'desc').limit(2).as('p'))
        .select((eb) => jsonRows(database.read, [eb.ref('p.id'), eb.ref('p.name')]).as('rows'))
        .executeTakeFirstOrThrow()
    expect(JSON.parse((await ask()).rows)).toEqual([])
    await insert(database, [ana, bo, digits])
    expect(JSON.parse((await ask()).rows)).toEqual([
      [3, '007'],
      [2, null],
    ])
  })

  test('two workers that claim at once never claim the same row', async () => {
    const database = await openPeople()
    const rows = Array.from({ length: 40 }, (_, id) => ({ ...bo, id }))
    await insert(database, rows)
    const claim = () =>
      database.write(async (db) => {
        const free = db.selectFrom('person').select('id').where('at', '=', 0).orderBy('id').limit(10)
        const claimed = (await skipLocked(db, free, 'person').execute()).map(({ id }) => id)
        await db.updateTable('person').set({ at: 1 }).where('id', 'in', idsFromJson(db, claimed)).execute()
        return claimed
      })
    const claimed = (await Promise.all([claim(), claim(), claim(), claim()])).flat()
    expect(claimed.sort((a, b) => a - b)).toEqual(rows.map(({ id }) => id))
  })
})
