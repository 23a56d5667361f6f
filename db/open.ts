import { setTimeout } from 'node:timers/promises'
import type { CompiledQuery, IsolationLevel, Kysely, Transaction } from 'kysely'
import { DatabaseError } from './dialects/database-error.ts'
import type { DialectHandles } from './dialects/dialect-handles.ts'
import type { Dialect } from './dialects/dialect-of.ts'
import { isLostRace, openPostgres, type PostgresOptions } from './dialects/postgres.ts'
import { openSqlite } from './dialects/sqlite.ts'
import { type WriteScope, writeScope } from './dialects/write-scope.ts'
import { withNotes } from './journal/notes.ts'
import type { Schema } from './schema.ts'

/** What a query that only reads needs: inside and outside a transaction. It cannot insert, update or delete. */
export type Read<S = Schema> = Pick<
  Kysely<S>,
  'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic' | 'case' | 'getExecutor'
>

/** One open transaction. A query that writes takes this, so it does not compile outside one. */
export type Write<S = Schema> = Transaction<S>

export interface Database<S = Schema> {
  readonly dialect: Dialect
  /** Reads outside transactions; on SQLite never blocked by a write. Inside `write()` use the handle it was given. */
  readonly read: Read<S>
  /**
   * One transaction: committed when `work` ends, rolled back when it throws. On SQLite writes run one after the other,
   * first come first served, and none may last over 100 ms (about 2,000 rows). On PostgreSQL `work` runs again, at most
   * five times, when the server asks for it (deadlock, lost race), so its only effects are in the database.
   * @throws DatabaseError nested-write, database-busy
   */
  write<T>(work: (db: Write<S>) => Promise<T>, options?: WriteOptions): Promise<T>
  /** Several reads that see one moment. */
  snapshot<T>(work: (db: Read<S>) => Promise<T>): Promise<T>
  /**
   * The rows of one moment in batches, memory flat, for reads of many rows; a batch is fetched when it is asked for.
   * For a million rows whose key is known, keyset chunks with `jsonRows` are twice as fast on SQLite.
   */
  stream<R>(query: CompiledQuery<R>, batchSize?: number): AsyncIterable<R[]>
  /** From now on every transaction ends with this; there is one at most. */
  endWritesWith(ending: WriteEnding<S>): void
  /** Lets what has begun come to its end; calling it again changes nothing. */
  close(): Promise<void>
}

/**
 * Called last inside each transaction; what it throws undoes it. What it returns runs when the transaction has committed, and `write()`
 * resolves after it.
 */
export type WriteEnding<S = Schema> = (db: Write<S>) => Promise<(() => Promise<void>) | undefined>

export interface WriteOptions {
  /** PostgreSQL only; SQLite is always serializable. */
  isolation?: IsolationLevel
}

export interface OpenOptions extends Partial<PostgresOptions> {
  /** Read-only connections on an SQLite file. */
  readers?: number
}

const ATTEMPTS = 6

/**
 * Opens `sqlite:FILE` (made when missing, with its folder), `sqlite::memory:` or `postgres://…`.
 * @throws DatabaseError with a code and one sentence that says what to do
 */
export async function openDatabase<S = Schema>(url: string, options: OpenOptions = {}): Promise<Database<S>> {
  const scope = writeScope()
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    const handle = await openSqlite<S>(url.slice('sqlite:'.length), options.readers ?? 3, scope)
    return handles('sqlite', handle, scope)
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const settings = { poolSize: 10, statementTimeoutMs: 60_000, connectTimeoutMs: 5000, ...options }
    const handle = await openPostgres<S>(url, settings, scope)
    return handles('postgres', handle, scope)
  }
  throw new DatabaseError('bad-database-url', 'DATABASE_URL must be sqlite:FILE or postgres://…')
}

function handles<S>(
  dialect: Dialect,
  { reader, writer, snapshot, stream, close }: DialectHandles<S>,
  scope: WriteScope,
): Database<S> {
  let closing: Promise<void> | undefined
  let ending: WriteEnding<S> = async () => undefined
  return {
    dialect,
    read: reader,
    async write(work, { isolation } = {}) {
      scope.refuse('write')
      const transaction =
        isolation && dialect === 'postgres' ? writer.transaction().setIsolationLevel(isolation) : writer.transaction()
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { result, afterwards } = await withNotes(() =>
            transaction.execute((db) =>
              scope.run(async () => ({ result: await work(db), afterwards: await ending(db) })),
            ),
          )
          await afterwards?.()
          return result
        } catch (error) {
          if (attempt === ATTEMPTS || !isLostRace(error)) throw error
          // Two that met once should not meet again.
          await setTimeout(2 ** attempt * (1 + Math.random()))
        }
      }
    },
    snapshot,
    stream: (query, batchSize = 2000) => stream(query, batchSize),
    endWritesWith(given) {
      ending = given
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
