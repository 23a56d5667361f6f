import { randomUUID } from 'node:crypto'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '#db/open.ts'

export const DATABASE_KINDS = ['sqlite', 'postgres'] as const
export type DatabaseKind = (typeof DATABASE_KINDS)[number]

/** A migrated, empty database of one's own, and how to remove it. */
export interface FreshDatabase {
  url: string
  remove(): Promise<void>
}

/** Gives a fresh, migrated database. */
export type Open = () => Promise<Database>

export interface Place {
  kind: DatabaseKind
  /** The address of a fresh, migrated database that nobody has opened yet: for a process of its own. */
  freshUrl(): Promise<string>
}

/**
 * The same tests on SQLite and on PostgreSQL. What `open` gives inside a test is closed and deleted when that test
 * ends; what it gives in `beforeAll` lives until the last test of the block.
 */
export function onBothDatabases(name: string, tests: (open: Open, place: Place) => void): void {
  describe.each(DATABASE_KINDS)(`${name} on %s`, (kind) => {
    const removals: (() => Promise<void>)[] = []
    let ofTheBlock = 0
    beforeEach(() => {
      ofTheBlock = removals.length
    })
    afterEach(() => removeAll(removals.splice(ofTheBlock)))
    afterAll(() => removeAll(removals.splice(0)))

    const freshUrl = async () => {
      const { url, remove } = await createFreshDatabase(kind)
      removals.push(remove)
      return url
    }
    const open = async () => {
      const database = await openDatabase(await freshUrl())
      removals.push(() => database.close())
      return database
    }
    tests(open, { kind, freshUrl })
  })
}

/** A fresh, migrated database for the running test; closed and deleted when the test ends. */
export async function freshDatabase(kind: DatabaseKind): Promise<Database> {
  const database = await openDatabase(await freshDatabaseUrl(kind))
  onTestFinished(() => database.close())
  return database
}

/** The address of a fresh, migrated database for the running test; deleted when the test ends. */
export async function freshDatabaseUrl(kind: DatabaseKind): Promise<string> {
  const { url, remove } = await createFreshDatabase(kind)
  onTestFinished(remove)
  return url
}

/** For who cleans up by himself. */
export async function createFreshDatabase(kind: DatabaseKind): Promise<FreshDatabase> {
  const { problem } = inject('templates')
  if (problem !== undefined) throw new Error(`The test databases could not be migrated: ${problem}`)
  return kind === 'sqlite' ? copySqlite() : clonePostgres()
}

async function copySqlite(): Promise<FreshDatabase> {
  const { folder, sqliteTemplate } = inject('templates')
  const file = join(folder, `${randomUUID()}.db`)
  await copyFile(sqliteTemplate, file)
  const remove = async () => {
    for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true })
  }
  return { url: `sqlite:${file}`, remove }
}

async function clonePostgres(): Promise<FreshDatabase> {
  const { adminUrl, postgresTemplate } = inject('templates')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${postgresTemplate}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Last made, first removed: a database is closed before its file or its PostgreSQL database goes. */
async function removeAll(removals: (() => Promise<void>)[]): Promise<void> {
  for (const remove of removals.toReversed()) await remove()
}
