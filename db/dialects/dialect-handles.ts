import type { CompiledQuery, Kysely, Transaction } from 'kysely'

/** What a database must be able to do; `openDatabase` makes the rest the same for both. */
export interface DialectHandles<S> {
  reader: Kysely<S>
  writer: Kysely<S>
  snapshot<T>(work: (db: Transaction<S>) => Promise<T>): Promise<T>
  stream<R>(query: CompiledQuery<R>, batchSize: number): AsyncIterable<R[]>
  close(): Promise<void>
}
