import { CompiledQuery, type DatabaseConnection, SqliteAdapter, type TransactionSettings } from 'kysely'
import { BaseSqliteDialect, BaseSqliteDriver, GenericSqliteConnection } from 'kysely-generic-sqlite'
import { codeOf, DatabaseError } from './database-error.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import type { WriteScope } from './write-scope.ts'

export class SqliteDialect extends BaseSqliteDialect {
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
export class SqlitePool extends BaseSqliteDriver {
  readonly #connections: readonly SqliteConnection[]
  readonly #free: DatabaseConnection[]
  readonly #waiting: ((connection: DatabaseConnection) => void)[] = []
  readonly #scope: WriteScope
  #drained: (() => void) | undefined

  constructor(connections: readonly SqliteConnection[], scope: WriteScope) {
    super(async () => {})
    this.#connections = connections
    this.#free = connections.map((connection) => new GenericSqliteConnection(connection))
    this.#scope = scope
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#scope.refuse('read')
    if (this.#drained) throw new DatabaseError('database-closed', 'The database was closed while it was still needed.')
    return this.#free.shift() ?? new Promise((resolve) => void this.#waiting.push(resolve))
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection === undefined) return
    const next = this.#waiting.shift()
    if (next) {
      next(connection)
      return
    }
    this.#free.push(connection)
    if (this.#free.length === this.#connections.length) this.#drained?.()
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

  /** Takes nothing new; settles when what has begun or waits has come to its end. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#drained = resolve
      if (this.#free.length === this.#connections.length) resolve()
    })
  }

  async close(): Promise<void> {
    await this.drain()
    for (const connection of this.#connections) await connection.close()
  }

  /** Kysely calls this only for a handle that was used; the owner calls `close`. */
  async destroy(): Promise<void> {}
}

/** Another process holds the write lock longer than the busy timeout. */
export function busy(cause: unknown): DatabaseError {
  return new DatabaseError(
    'database-busy',
    'Another program keeps the database locked; stop it, then try again.',
    cause,
  )
}
