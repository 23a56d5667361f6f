import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type CompiledQuery, Kysely, type QueryResult } from 'kysely'
import { writeScope } from '#db/dialects/write-scope.ts'
import { withNotes } from '#db/journal/notes.ts'
import type { Database } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'
import type { Move } from './moves.ts'
import { storeDialect } from './store-dialect.ts'
import type { Actor, Turns } from './turns.ts'

/**
 * A database in memory whose statements run at once, on this thread: with nothing outside to wait for, what happens in which order is decided by
 * the seed alone. Transactions exclude each other, first come first served, as on the product's one writing connection.
 */
export class Store {
  readonly sqlite = new DatabaseSync(':memory:')
  /** What moved since the last look; a transaction that is undone moved nothing. */
  readonly moves: Move[] = []
  readonly #statements = new Map<string, { statement: StatementSync; reads: boolean }>()
  readonly #scope = writeScope()
  #taken = false
  #queue: (() => void)[] = []

  constructor() {
    this.sqlite.exec('pragma foreign_keys = on; pragma temp_store = memory;')
  }

  /** Runs one statement; its rows, or how many it changed. */
  run(sql: string, parameters: readonly unknown[]): QueryResult<unknown> {
    let known = this.#statements.get(sql)
    if (known === undefined) {
      const made = this.sqlite.prepare(sql)
      known = { statement: made, reads: made.columns().length > 0 }
      this.#statements.set(sql, known)
    }
    const { statement, reads } = known
    const values = parameters.map(toValue)
    if (reads) return { rows: statement.all(...values) }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  rows<R>(sql: string, ...parameters: readonly unknown[]): R[] {
    return this.run(sql, parameters).rows as R[]
  }

  acquire(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true
      return Promise.resolve()
    }
    return new Promise((resolve) => void this.#queue.push(resolve))
  }

  release(): void {
    const next = this.#queue.shift()
    if (next === undefined) this.#taken = false
    else next()
  }

  /** Everything until `forget` happens in one transaction that is undone: the next story begins where this one began. */
  remember(): void {
    this.sqlite.exec('begin')
  }

  forget(): void {
    this.#taken = false
    this.#queue = []
    this.moves.length = 0
    this.sqlite.exec('rollback')
  }

  /** The database as one actor sees it: each transaction waits for its turn, and a dead actor's never comes. */
  openFor(actor: Actor, { turns, dialect = 'sqlite', trouble = () => undefined }: OpenFor = {}): Database {
    const scope = this.#scope
    const kysely = new Kysely<Schema>({ dialect: storeDialect(this, actor, () => scope.refuse('read')) })
    const read = kysely as Database['read']
    return {
      dialect,
      read,
      async write(work) {
        scope.refuse('write')
        await turns?.take(actor, 'write')
        const lost = trouble()
        if (lost === 'before') throw new TroubleError()
        const result = await withNotes(() => kysely.transaction().execute((db) => scope.run(() => work(db))))
        if (lost === 'after') throw new TroubleError()
        return result
      },
      endWritesWith: () => {},
      snapshot: (work) => kysely.transaction().execute((db) => scope.run(() => work(db))),
      async *stream<R>(query: CompiledQuery<R>) {
        yield (await kysely.executeQuery(query)).rows
      },
      close: async () => {},
    }
  }
}

interface OpenFor {
  turns?: Turns
  /** What a process takes it for: on SQLite there is one process at a time. */
  dialect?: 'sqlite' | 'postgres'
  /** Whether the database goes away before a transaction, or after it was committed and before anybody knows. */
  trouble?: () => 'before' | 'after' | undefined
}

class TroubleError extends Error {
  readonly code = 'database-unreachable'
  constructor() {
    super('The database went away.')
  }
}

export function isTrouble(error: unknown): boolean {
  return error instanceof TroubleError
}

function toValue(value: unknown): SQLInputValue {
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)
}
