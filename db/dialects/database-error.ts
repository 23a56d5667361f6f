export type DatabaseProblem =
  | 'bad-database-url'
  | 'database-unreachable'
  | 'database-refused'
  | 'database-missing'
  | 'database-busy'
  | 'not-a-database'
  | 'nested-write'
  | 'read-inside-write'
  | 'database-closed'
  | 'newer-schema'
  | 'migration-failed'
  | 'backup-failed'
  | 'older-than-journal'
  | 'journal-unreadable'

/** What keeps the database from being used: a stable code and one sentence that says what to do. */
export class DatabaseError extends Error {
  readonly code: DatabaseProblem

  constructor(code: DatabaseProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** The code of any thrown value, '' when it has none. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : ''
}
