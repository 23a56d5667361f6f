import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import type { Database } from '#db/open.ts'
import { createFreshDatabase, freshDatabase, onBothDatabases } from '#tests/support/databases.ts'

onBothDatabases('a fresh database', (open, { kind, freshUrl }) => {
  let ofTheBlock: Database
  beforeAll(async () => {
    ofTheBlock = await open()
  })

  test.each(['first', 'second'])('is migrated and empty, also for the %s test', async () => {
    const database = await open()
    expect(await tables(database)).toContain('contacts')
    expect(await tables(database)).not.toContain('marked')
    await mark(database)
  })

  test.each(['first', 'second'])('made before all tests is still there in the %s', async () => {
    expect(await tables(ofTheBlock)).toContain('contacts')
  })

  test('has an address that names its kind', async () => {
    expect(await freshUrl()).toMatch(kind === 'sqlite' ? /^sqlite:\// : /^postgres:\/\//)
  })
})

describe('a database given to a test', () => {
  test('is its own', async () => {
    const [one, other] = [await freshDatabase('sqlite'), await freshDatabase('sqlite')]
    await mark(one)
    expect(await tables(other)).not.toContain('marked')
  })

  test('leaves no file behind on SQLite', async () => {
    const { url, remove } = await createFreshDatabase('sqlite')
    const file = url.slice('sqlite:'.length)
    expect(existsSync(file)).toBe(true)
    await remove()
    expect(existsSync(file)).toBe(false)
  })

  test('leaves nothing behind on PostgreSQL, even with somebody still connected', async () => {
    const { url, remove } = await createFreshDatabase('postgres')
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    await remove()
    await expect(client.query('SELECT 1')).rejects.toThrow(/terminat|not queryable|closed/i)
    expect(await databaseNames()).not.toContain(new URL(url).pathname.slice(1))
  })
})

async function mark(database: Database): Promise<void> {
  await database.write((db) => sql`CREATE TABLE marked (id integer)`.execute(db))
}

async function tables(database: Database): Promise<string[]> {
  const query =
    database.dialect === 'sqlite'
      ? sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`
      : sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  const { rows } = await query.execute(database.read)
  return rows.map(({ name }) => name)
}

async function databaseNames(): Promise<string[]> {
  const client = new pg.Client({ connectionString: inject('templates').adminUrl })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database')
  await client.end()
  return rows.map(({ datname }) => datname)
}
