import type { Insertable } from 'kysely'
import type { Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

/** Parameters a statement may carry stay under both databases' limits. */
const ROWS_PER_STATEMENT = 500

/** Inserts any number of rows, a statement per 500. */
export async function insertRows<T extends keyof Schema>(
  db: Write,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await db
      .insertInto(table)
      .values(rows.slice(from, from + ROWS_PER_STATEMENT) as never)
      .execute()
  }
}
