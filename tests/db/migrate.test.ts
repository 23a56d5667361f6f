import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { type Migrations, migrateToLatest, pendingMigrations } from '#db/migrate.ts'
import { migrations } from '#db/migrations/list.ts'
import { type Database, openDatabase } from '#db/open.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const more: Migrations = {
  ...migrations,
  '998-notes': {
    async up(db) {
      await sql`create table note (id bigint primary key)`.execute(db)
    },
  },
  '999-a-note': {
    async up(db) {
      await sql`insert into note (id) values (1)`.execute(db)
    },
  },
}
const notes = async (database: Database) => (await sql`select id from note`.execute(database.read)).rows

onBothDatabases('migrations', (open, { freshUrl }) => {
  test('a migrated database has none pending', async () => {
    const database = await open()
    expect(await pendingMigrations(database)).toEqual([])
    expect(await migrateToLatest(database)).toEqual([])
  })

  test('what is new is run in order, once', async () => {
    const database = await open()
    expect(await pendingMigrations(database, more)).toEqual(['998-notes', '999-a-note'])
    expect(await migrateToLatest(database, more)).toEqual(['998-notes', '999-a-note'])
    expect(await migrateToLatest(database, more)).toEqual([])
    expect(await notes(database)).toEqual([{ id: 1 }])
  })

  test('two programs that start together migrate once', async () => {
    const url = await freshUrl()
    const databases = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)])
    onTestFinished(async () => void (await Promise.all(databases.map((database) => database.close()))))
    const done = await Promise.all(databases.map((database) => migrateToLatest(database, more)))
    expect(done.flat().sort()).toEqual(['998-notes', '999-a-note'])
    for (const database of databases) expect(await notes(database)).toEqual([{ id: 1 }])
  })

  test('a database made by a newer version is refused and left alone', async () => {
    const database = await open()
    await migrateToLatest(database, more)
    const refusal = { code: 'newer-schema', message: 'This database was made by a newer Égard; update the program.' }
    await expect(pendingMigrations(database)).rejects.toMatchObject(refusal)
    await expect(migrateToLatest(database)).rejects.toMatchObject(refusal)
  })

  test('a migration that fails leaves nothing of itself or of those before it', async () => {
    const database = await open()
    const failing = { ...more, '999-a-note': { up: () => Promise.reject(new Error('no')) } }
    await expect(migrateToLatest(database, failing)).rejects.toMatchObject({
      code: 'migration-failed',
      cause: new Error('no'),
    })
    expect(await pendingMigrations(database, more)).toEqual(['998-notes', '999-a-note'])
    expect(await migrateToLatest(database, more)).toHaveLength(2)
  })
})

test('an empty file gets every table', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egard-migrate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const database = await openDatabase(`sqlite:${join(folder, 'house.db')}`)
  onTestFinished(() => database.close())
  expect(await migrateToLatest(database)).toEqual(Object.keys(migrations).sort())
  expect(await database.read.selectFrom('keys').select('id').execute()).toEqual([])
})
