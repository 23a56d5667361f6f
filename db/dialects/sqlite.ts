import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteAdapter, type TransactionSettings } from 'kysely'
import { BaseSqliteDialect, BaseSqliteDriver, GenericSqliteConnection } from 'kysely-generic-sqlite'
import { codeOf, DatabaseError } from './database-error.ts'
import { connectSqlite, type SqliteConnection } from './sqlite-connection.ts'
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
`
const READER_SETTINGS = 'pragma query_only = on; pragma temp_store = memory; pragma cache_size = -16384;'

export interface SqliteHandles<S> {
  reader: Kysely<S>
  writer: Kysely<S>
  stream<R>(query: CompiledQuery<R>, batchSize: number): AsyncIterable<R[]>
  close(): Promise<void>
}

/**
 * One writing connection and `readers` read-only ones on a file; everything on the one connection for `:memory:`.
 * @throws DatabaseError not-a-database, database-unreachable, database-busy
 */
export async function openSqlite<S>(file: string, readers: number, scope: WriteScope): Promise<SqliteHandles<S>> {
  const inMemory = file === ':memory:'
  const opened: SqliteConnection[] = []
  const connect = async (mode: 'read' | 'write') => {
    const connection = await connectSqlite(file, mode, BUSY_TIMEOUT_MS)
    opened.push(connection)
    await connection.exec(mode === 'read' ? READER_SETTINGS : WRITER_SETTINGS)
    return connection
  }
  try {
    if (!inMemory) await mkdir(dirname(file), { recursive: true })
    const writing = new SqlitePool([await connect('write')], scope)
    const writer = new Kysely<S>({ dialect: new SqliteDialect(writing) })
    const reader = inMemory ? writer : await openReaders<S>(readers, connect, scope)
    return {
      reader,
      writer,
      stream: (query, batchSize) =>
        inMemory ? streamInMemory(writer, query, batchSize) : streamFile(file, query, batchSize),
      async close() {
        await reader.destroy()
        if (reader !== writer) await writer.destroy()
        // Readers first: the last connection to close folds the journal into the file.
        for (const connection of opened.reverse()) await connection.close()
      },
    }
  } catch (error) {
    await Promise.allSettled(opened.map((connection) => connection.close()))
    throw sqliteProblem(error, file)
  }
}

async function openReaders<S>(
  count: number,
  connect: (mode: 'read') => Promise<SqliteConnection>,
  scope: WriteScope,
): Promise<Kysely<S>> {
  const connections: SqliteConnection[] = []
  for (let index = 0; index < count; index += 1) connections.push(await connect('read'))
  return new Kysely<S>({ dialect: new SqliteDialect(new SqlitePool(connections, scope)) })
}

class SqliteDialect extends BaseSqliteDialect {
  constructor(pool: SqlitePool) {
    super(() => pool)
  }

  override createAdapter(): SqliteAdapter {
    return new PooledSqliteAdapter()
  }
}

/** The pool queues by itself, and SQLite's schema changes are transactional. */
class PooledSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** A fixed set of connections; who asks first is served first. */
class SqlitePool extends BaseSqliteDriver {
  readonly #free: DatabaseConnection[]
  readonly #waiting: ((connection: DatabaseConnection) => void)[] = []
  readonly #scope: WriteScope

  constructor(connections: readonly SqliteConnection[], scope: WriteScope) {
    super(async () => {})
    this.#free = connections.map((connection) => new GenericSqliteConnection(connection))
    this.#scope = scope
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#scope.refuse('read')
    return this.#free.shift() ?? new Promise((resolve) => void this.#waiting.push(resolve))
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection === undefined) return
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#free.push(connection)
  }

  /** Takes the write lock at once: a transaction that reads first and writes later would fail beside a second writer. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const readOnly = settings?.accessMode === 'read only'
    try {
      await connection.executeQuery(CompiledQuery.raw(readOnly ? 'begin' : 'begin immediate'))
    } catch (error) {
      throw codeOf(error) === 'SQLITE_BUSY' ? busy(error) : error
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch (error) {
      // SQLite has already rolled back by itself (disk full, out of memory): the first error is the one to report.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }

  /** `openSqlite` closes: Kysely skips this for a handle that was never used. */
  async destroy(): Promise<void> {}
}

function busy(cause: unknown): DatabaseError {
  return new DatabaseError(
    'database-busy',
    'Another program keeps the database locked; stop it, then try again.',
    cause,
  )
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
