import { InsertQueryNode, type QueryResult, RawNode, type RootOperationNode } from 'kysely'
import { defaultIsQuery, type IGenericSqlite } from 'kysely-generic-sqlite'
import sqlite3 from 'sqlite3'

/** Prepared statements kept per connection; a statement costs a few kB, preparing one 20–100 µs. */
const STATEMENTS_KEPT = 200

/** One SQLite connection for kysely-generic-sqlite. Its work runs off the event loop. */
export interface SqliteConnection extends IGenericSqlite<sqlite3.Database> {
  /** Runs statements without parameters. */
  exec(sql: string): Promise<void>
}

/** @throws the driver's error, whose `code` is SQLITE_CANTOPEN and the like */
export async function connectSqlite(
  file: string,
  mode: 'read' | 'write',
  busyTimeoutMs: number,
): Promise<SqliteConnection> {
  const flags = mode === 'read' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE
  const db = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, flags, (error) =>
      error ? reject(error) : resolve(opened),
    )
  })
  db.configure('busyTimeout', busyTimeoutMs)
  const statements = statementCache(db)
  return {
    db,
    query: (_isSelect, sql, parameters, node) =>
      statements.use(sql, (statement) => execute(statement, sql, parameters, node)),
    exec: (sql) => new Promise((resolve, reject) => void db.exec(sql, (error) => (error ? reject(error) : resolve()))),
    close: async () => {
      await statements.clear()
      await new Promise<void>((resolve, reject) => db.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

function execute(
  statement: sqlite3.Statement,
  sql: string,
  parameters: readonly unknown[],
  node: RootOperationNode | undefined,
): Promise<QueryResult<unknown>> {
  return new Promise((resolve, reject) => {
    if (returnsRows(sql, node)) {
      statement.all(parameters, (error, rows) => (error ? reject(error) : resolve({ rows })))
      return
    }
    statement.run(parameters, function (error) {
      if (error) return reject(error)
      resolve({
        rows: [],
        numAffectedRows: BigInt(this.changes),
        ...(isInsert(sql, node) && { insertId: BigInt(this.lastID) }),
      })
    })
  })
}

/**
 * The driver does not say whether a statement returns rows, and kysely-generic-sqlite takes every raw one for a write,
 * which loses the rows of a raw SELECT silently.
 */
function returnsRows(sql: string, node: RootOperationNode | undefined): boolean {
  if (node !== undefined && !RawNode.is(node)) return defaultIsQuery(sql, node) || node.kind === 'SelectQueryNode'
  const text = sql.replace(/^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '')
  if (/^(?:select|values|pragma|explain)\b/i.test(text)) return true
  if (/\breturning\b/i.test(text)) return true
  return /^with\b/i.test(text) && !/\b(?:insert|update|delete|replace)\b/i.test(text)
}

function isInsert(sql: string, node: RootOperationNode | undefined): boolean {
  return node !== undefined && !RawNode.is(node) ? InsertQueryNode.is(node) : /^\s*(?:insert|replace)\b/i.test(sql)
}

interface StatementCache {
  use<T>(sql: string, work: (statement: sqlite3.Statement) => Promise<T>): Promise<T>
  clear(): Promise<void>
}

function statementCache(db: sqlite3.Database): StatementCache {
  const kept = new Map<string, sqlite3.Statement>()
  return {
    async use(sql, work) {
      const known = kept.get(sql)
      const statement = known ?? (await prepare(db, sql))
      // Taken out while it runs: most recently used goes last, and two users never share one.
      kept.delete(sql)
      try {
        return await work(statement)
      } finally {
        if (kept.has(sql)) await finalize(statement)
        else kept.set(sql, statement)
        if (kept.size > STATEMENTS_KEPT) {
          const [oldest] = kept
          if (oldest) {
            kept.delete(oldest[0])
            await finalize(oldest[1])
          }
        }
      }
    },
    async clear() {
      for (const statement of kept.values()) await finalize(statement)
      kept.clear()
    },
  }
}

function prepare(db: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise((resolve, reject) => {
    const statement: sqlite3.Statement = db.prepare(sql, (error) => (error ? reject(error) : resolve(statement)))
  })
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => void statement.finalize(() => resolve()))
}
