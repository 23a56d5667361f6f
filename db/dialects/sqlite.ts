import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { codeOf, DatabaseError } from './database-error.ts'
import type { DialectHandles } from './dialect-handles.ts'
import { connectSqlite } from './sqlite-connection.ts'
import { busy, SqliteDialect, SqlitePool } from './sqlite-pool.ts'
import { streamFile, streamInMemory } from './sqlite-stream.ts'
import type { WriteScope } from './write-scope.ts'

const BUSY_TIMEOUT_MS = 10_000

// secure_delete: what is erased leaves the file. FULL: what was answered survives a power cut.
const WRITER_SETTINGS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma temp_store = memory;
  pragma cache_size = -65536;
  pragma journal_size_limit = 67108864;
  pragma wal_autocheckpoint = 16000;
`
const READER_SETTINGS = 'pragma query_only = on; pragma temp_store = memory; pragma cache_size = -16384;'

/**
 * One writing connection and `readers` read-only ones on a file; everything on the one connection for `:memory:`.
 * @throws DatabaseError not-a-database, database-unreachable, database-busy
 */
export async function openSqlite<S>(file: string, readers: number, scope: WriteScope): Promise<DialectHandles<S>> {
  try {
    if (file === ':memory:') return await openMemory(scope)
    await mkdir(dirname(file), { recursive: true })
    return await openFile(file, readers, scope)
  } catch (error) {
    throw sqliteProblem(error, file)
  }
}

async function openFile<S>(file: string, readers: number, scope: WriteScope): Promise<DialectHandles<S>> {
  // The writer first: it makes the file and its journal, which a reading connection cannot.
  const writing = await openPool(file, 'write', 1, scope)
  const reading = await openPool(file, 'read', readers, scope)
  return {
    reader: handleOf(reading),
    writer: handleOf(writing),
    /** On a connection of its own, so that a few long ones never keep the pages waiting. */
    async snapshot(work) {
      const pool = await openPool(file, 'read', 1, scope)
      try {
        return await readOnly<S>(handleOf(pool)).execute(work)
      } finally {
        await pool.close()
      }
    },
    stream: (query, batchSize) => streamFile(file, query, batchSize),
    async close() {
      // The last connection to close folds the journal into the file.
      await Promise.all([reading.drain(), writing.drain()])
      await reading.close()
      await writing.close()
    },
  }
}

async function openMemory<S>(scope: WriteScope): Promise<DialectHandles<S>> {
  const pool = await openPool(':memory:', 'write', 1, scope)
  const db = handleOf<S>(pool)
  return {
    reader: db,
    writer: db,
    snapshot: (work) => readOnly(db).execute((snapshot) => scope.run(() => work(snapshot))),
    stream: (query, batchSize) => streamInMemory(db, query, batchSize),
    close: () => pool.close(),
  }
}

async function openPool(file: string, mode: 'read' | 'write', count: number, scope: WriteScope): Promise<SqlitePool> {
  const connections = []
  try {
    for (let index = 0; index < count; index += 1) {
      const connection = await connectSqlite(file, mode, BUSY_TIMEOUT_MS)
      connections.push(connection)
      await connection.exec(mode === 'read' ? READER_SETTINGS : WRITER_SETTINGS)
    }
    return new SqlitePool(connections, scope)
  } catch (error) {
    await Promise.allSettled(connections.map((connection) => connection.close()))
    throw error
  }
}

function handleOf<S>(pool: SqlitePool): Kysely<S> {
  return new Kysely<S>({ dialect: new SqliteDialect(pool) })
}

function readOnly<S>(db: Kysely<S>) {
  return db.transaction().setAccessMode('read only')
}

function sqliteProblem(error: unknown, file: string): DatabaseError {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new DatabaseError('not-a-database', `${file} is not a sound SQLite database; check DATABASE_URL.`, error)
  }
  if (code === 'SQLITE_BUSY') return busy(error)
  return new DatabaseError(
    'database-unreachable',
    `The database file ${file} cannot be opened for writing; check its folder and permissions.`,
    error,
  )
}
