import type { CompiledQuery, Kysely } from 'kysely'
import { connectSqlite } from './sqlite-connection.ts'

/**
 * Copies the result into a temporary table of a connection of its own and reads that in pieces: stepping through a
 * statement with this driver gives 40,000 rows a second, this 200,000; and no long read keeps the journal from shrinking.
 */
export async function* streamFile<R>(file: string, query: CompiledQuery<R>, batchSize: number): AsyncGenerator<R[]> {
  const connection = await connectSqlite(file, 'read', 10_000)
  try {
    await connection.query(false, `create temp table streamed as ${query.sql}`, query.parameters)
    for (let after = 0; ; after += batchSize) {
      const { rows } = await connection.query(true, 'select * from streamed where rowid > ? order by rowid limit ?', [
        after,
        batchSize,
      ])
      if (rows.length > 0) yield rows
      if (rows.length < batchSize) return
    }
  } finally {
    await connection.close()
  }
}

/** A database in memory has one connection, which must not stay taken between two batches. */
export async function* streamInMemory<S, R>(
  db: Kysely<S>,
  query: CompiledQuery<R>,
  batchSize: number,
): AsyncGenerator<R[]> {
  const { rows } = await db.executeQuery(query)
  for (let from = 0; from < rows.length; from += batchSize) yield rows.slice(from, from + batchSize)
}
