import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { skipLocked } from '#db/dialects/differences.ts'
import { type OpenOptions, openDatabase, type Write } from '#db/open.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'

interface Notes {
  note: { id: number; at: number }
}

async function open(options?: OpenOptions) {
  const database = await openDatabase<Notes>(await freshDatabaseUrl('postgres'), options)
  onTestFinished(() => database.close())
  await database.write(async (db) => {
    await sql`create table note (id bigint primary key, at bigint)`.execute(db)
    await db
      .insertInto('note')
      .values([
        { id: 1, at: 0 },
        { id: 2, at: 0 },
      ])
      .execute()
  })
  return database
}

test('a deadlock is tried again until both transactions are in', async () => {
  const database = await open()
  let waiting = 2
  const both = Promise.withResolvers<void>()
  const addInOrder = (first: number, second: number) =>
    database.write(async (db) => {
      await db
        .updateTable('note')
        .set((eb) => ({ at: eb('at', '+', 1) }))
        .where('id', '=', first)
        .execute()
      waiting -= 1
      if (waiting <= 0) both.resolve()
      await both.promise
      await db
        .updateTable('note')
        .set((eb) => ({ at: eb('at', '+', 1) }))
        .where('id', '=', second)
        .execute()
    })
  await Promise.all([addInOrder(1, 2), addInOrder(2, 1)])
  expect(await database.read.selectFrom('note').select('at').execute()).toEqual([{ at: 2 }, { at: 2 }])
})

test('two serializable transactions that read a row and write it back lose nothing', async () => {
  const database = await open()
  let reading = 2
  const bothHaveRead = Promise.withResolvers<void>()
  const addOne = () =>
    database.write(
      async (db) => {
        const { at } = await db.selectFrom('note').select('at').where('id', '=', 1).executeTakeFirstOrThrow()
        reading -= 1
        if (reading <= 0) bothHaveRead.resolve()
        await bothHaveRead.promise
        await db
          .updateTable('note')
          .set({ at: at + 1 })
          .where('id', '=', 1)
          .execute()
      },
      { isolation: 'serializable' },
    )
  await Promise.all([addOne(), addOne()])
  expect(reading).toBe(-1)
  expect(await database.read.selectFrom('note').select('at').where('id', '=', 1).execute()).toEqual([{ at: 2 }])
})

test('a race that is lost every time is given up after six attempts', async () => {
  const database = await open()
  let attempts = 0
  const losing = database.write(async (db) => {
    attempts += 1
    await sql`do $$ begin raise exception 'lost' using errcode = '40001'; end $$`.execute(db)
  })
  await expect(losing).rejects.toMatchObject({ code: '40001' })
  expect(attempts).toBe(6)
})

test('a statement that takes too long is stopped', async () => {
  const database = await open({ statementTimeoutMs: 50 })
  await expect(sql`select pg_sleep(10)`.execute(database.read)).rejects.toMatchObject({ code: '57014' })
})

test('a wrong password and a database that does not exist are told apart', async () => {
  const url = await freshDatabaseUrl('postgres')
  const wrong = new URL(url)
  wrong.password = 'wrong'
  await expect(openDatabase(wrong.href)).rejects.toMatchObject({ code: 'database-refused' })
  const missing = new URL(url)
  missing.pathname = '/nowhere'
  await expect(openDatabase(missing.href)).rejects.toMatchObject({ code: 'database-missing' })
})

test('a row that one worker has claimed does not keep another waiting', async () => {
  const database = await open()
  const claimed = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const claim = (db: Write<Notes>) =>
    skipLocked(db, db.selectFrom('note').select('id').orderBy('id').limit(1), 'note').executeTakeFirst()
  const first = database.write(async (db) => {
    const row = await claim(db)
    claimed.resolve()
    await release.promise
    return row
  })
  await claimed.promise
  expect(await database.write(claim)).toEqual({ id: 2 })
  release.resolve()
  expect(await first).toEqual({ id: 1 })
})
