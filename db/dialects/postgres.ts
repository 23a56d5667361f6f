import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import pg from 'pg'
import Cursor from 'pg-cursor'
import { codeOf, DatabaseError } from './database-error.ts'
import type { DialectHandles } from './dialect-handles.ts'
import type { WriteScope } from './write-scope.ts'

export interface PostgresOptions {
  /** Connections of this process. */
  poolSize: number
  statementTimeoutMs: number
  connectTimeoutMs: number
}

// Both databases answer alike: whole numbers as numbers, truth as 0 or 1, JSON as text.
const PARSERS = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
  [pg.types.builtins.BOOL, (text) => (text === 't' ? 1 : 0)],
  [pg.types.builtins.JSON, (text) => text],
  [pg.types.builtins.JSONB, (text) => text],
])

/** @throws DatabaseError database-unreachable, database-refused, database-missing */
export async function openPostgres<S>(
  url: string,
  options: PostgresOptions,
  scope: WriteScope,
): Promise<DialectHandles<S>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs * 2,
    application_name: 'egard',
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw postgresProblem(error)
  }
  const db = new Kysely<S>({ dialect: new GuardedPostgresDialect({ pool, cursor: Cursor }, scope) })
  // Not db.destroy(), which does nothing for a handle that was never used.
  return {
    reader: db,
    writer: db,
    snapshot: (work) => db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work),
    stream: (query, batchSize) => streamCursor(db, query, batchSize),
    close: () => pool.end(),
  }
}

/** A cursor sees the moment its query began, as long as it is read. */
async function* streamCursor<S, R>(db: Kysely<S>, query: CompiledQuery<R>, batchSize: number): AsyncGenerator<R[]> {
  for await (const { rows } of db.getExecutor().stream(query, batchSize)) yield rows
}

/** Deadlocks and lost races between transactions, which PostgreSQL asks to be tried again. */
export function isLostRace(error: unknown): boolean {
  return codeOf(error) === '40001' || codeOf(error) === '40P01'
}

class GuardedPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #scope: WriteScope

  constructor(config: PostgresDialectConfig, scope: WriteScope) {
    super(config)
    this.#config = config
    this.#scope = scope
  }

  override createDriver(): PostgresDriver {
    return new GuardedPostgresDriver(this.#config, this.#scope)
  }
}

class GuardedPostgresDriver extends PostgresDriver {
  readonly #scope: WriteScope

  constructor(config: PostgresDialectConfig, scope: WriteScope) {
    super(config)
    this.#scope = scope
  }

  override async acquireConnection(
    ...options: Parameters<PostgresDriver['acquireConnection']>
  ): Promise<DatabaseConnection> {
    this.#scope.refuse('read')
    return super.acquireConnection(...options)
  }
}

function postgresProblem(error: unknown): DatabaseError {
  const code = codeOf(error)
  if (code.startsWith('28')) {
    return new DatabaseError(
      'database-refused',
      'PostgreSQL refused this user; check the name and password in DATABASE_URL.',
      error,
    )
  }
  if (code === '3D000') {
    return new DatabaseError(
      'database-missing',
      'The PostgreSQL database of DATABASE_URL does not exist; create it first.',
      error,
    )
  }
  return new DatabaseError(
    'database-unreachable',
    'The PostgreSQL server of DATABASE_URL does not answer; check that it runs and its address.',
    error,
  )
}
