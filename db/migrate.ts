import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DatabaseError } from './dialects/database-error.ts'
import { migrations } from './migrations/list.ts'
import type { Database } from './open.ts'

export type Migrations = Readonly<Record<string, Migration>>

const TABLE = 'schema_migration'
// Any number no other program on the same server uses: one migration at a time per database.
const MIGRATION_LOCK = 4_872_031_117

/**
 * Brings the schema to the newest version, all pending migrations in one transaction, and returns their names. Safe when
 * two processes start together.
 * @throws DatabaseError newer-schema, migration-failed
 */
export async function migrateToLatest<S>(database: Database<S>, list: Migrations = migrations): Promise<string[]> {
  if ((await pendingMigrations(database, list)).length === 0) return []
  return database.write(async (db) => {
    if (database.dialect === 'postgres') {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(db)
      await sql`set local statement_timeout = 0`.execute(db)
    }
    const { error, results } = await migrator(db, list).migrateToLatest()
    if (error !== undefined) throw failed(error)
    return (results ?? []).map((result) => result.migrationName)
  })
}

/**
 * The names of the migrations this database still lacks.
 * @throws DatabaseError newer-schema when it has one this program does not know
 */
export async function pendingMigrations<S>(database: Database<S>, list: Migrations = migrations): Promise<string[]> {
  const done = await doneMigrations(database)
  if (done.some((name) => !(name in list))) throw newer()
  return Object.keys(list)
    .filter((name) => !done.includes(name))
    .sort()
}

async function doneMigrations<S>(database: Database<S>): Promise<string[]> {
  const exists =
    database.dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${TABLE}`
      : sql`select 1 where to_regclass(${TABLE}) is not null`
  if ((await exists.execute(database.read)).rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)}`.execute(database.read)
  return rows.map((row) => row.name)
}

function migrator<S>(db: Kysely<S>, list: Migrations): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...list }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  })
}

function newer(): DatabaseError {
  return new DatabaseError('newer-schema', 'This database was made by a newer Égard; update the program.')
}

function failed(cause: unknown): DatabaseError {
  return new DatabaseError(
    'migration-failed',
    'The database could not be brought up to date; see the cause, nothing was changed.',
    cause,
  )
}
