import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Store } from './store.ts'
import type { Actor } from './turns.ts'

/** Kysely over the store, as one actor: a dead one is given no connection. */
export function storeDialect(store: Store, actor: Actor, admit: () => void): Dialect {
  return {
    createAdapter: () => new SharedAdapter(),
    createDriver: () => new StoreDriver(store, actor, admit),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class SharedAdapter extends SqliteAdapter {
  /** The store queues by itself. */
  override get supportsMultipleConnections(): boolean {
    return true
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class StoreDriver implements Driver {
  readonly #store: Store
  readonly #actor: Actor
  readonly #admit: () => void
  readonly #connection: DatabaseConnection
  #movesBefore = 0

  constructor(store: Store, actor: Actor, admit: () => void) {
    this.#store = store
    this.#actor = actor
    this.#admit = admit
    this.#connection = {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery) => store.run(sql, parameters) as QueryResult<R>,
      streamQuery: () => {
        throw new Error('A database in memory is read at once.')
      },
    }
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#admit()
    await this.#store.acquire()
    if (this.#actor.alive) return this.#connection
    this.#store.release()
    return new Promise(() => {})
  }

  /** A savepoint, since the whole story is one transaction. */
  async beginTransaction(): Promise<void> {
    this.#movesBefore = this.#store.moves.length
    this.#store.run('savepoint work', [])
  }

  async commitTransaction(): Promise<void> {
    this.#store.run('release work', [])
  }

  async rollbackTransaction(): Promise<void> {
    this.#store.moves.length = this.#movesBefore
    this.#store.run('rollback to work', [])
    this.#store.run('release work', [])
  }

  async releaseConnection(): Promise<void> {
    this.#store.release()
  }

  async destroy(): Promise<void> {}
}
