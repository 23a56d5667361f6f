import { type Insertable, type RawBuilder, sql } from 'kysely'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import { sqliteBatch } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

/** Rows of one statement: one JSON parameter of a few hundred kB. */
const ROWS_PER_STATEMENT = 2000

/** Inserts any number of rows, a statement per 2,000. All rows have the columns of the first. */
export async function insertRows<T extends keyof Schema>(
  db: Write,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await sql`insert into ${valuesFromRows(db, table, rows.slice(from, from + ROWS_PER_STATEMENT))}`.execute(db)
  }
}

/** `table (columns) select …`, to follow `insert into`; a conflict clause may come after it. All rows have the columns of the first. */
export function valuesFromRows<T extends keyof Schema>(
  db: Pick<Read, 'getExecutor'>,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
): RawBuilder<unknown> {
  const names = Object.keys(rows[0] ?? {})
  const columns = sql.join(names.map((name) => sql.ref(name)))
  if (dialectOf(db) === 'postgres') {
    const typed = sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
    return sql`${sql.table(table)} (${columns}) select ${columns} from ${typed}`
  }
  const { fields, source } = sqliteBatch(names, rows as readonly Record<string, unknown>[])
  // Without a WHERE, SQLite takes the ON of ON CONFLICT for the condition of a join.
  return sql`${sql.table(table)} (${columns}) select ${sql.join(fields)} from ${source} where true`
}
