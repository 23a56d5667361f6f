import { type AliasedRawBuilder, type Expression, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Read } from '#db/open.ts'
import { dialectOf } from './dialect-of.ts'

// The one place where the two databases are told apart inside a query.

/** What a column of a JSON batch holds; with `?` it may be null. */
export type BatchColumn = 'integer' | 'text' | 'real' | 'integer?' | 'text?' | 'real?'

export type BatchRow<C> = {
  [K in keyof C]: C[K] extends 'text'
    ? string
    : C[K] extends 'text?'
      ? string | null
      : C[K] extends `${string}?`
        ? number | null
        : number
}

const POSTGRES_TYPES = { integer: 'bigint', text: 'text', real: 'double precision' }

/**
 * Thousands of rows as one JSON parameter, to select or update from: one statement for a whole batch on both databases.
 * At most about 2,000 rows. A text must not contain U+0000, which PostgreSQL refuses.
 * @example db.updateTable('contacts').from(rowsFromJson(db, rows, { id: 'integer', name: 'text?' }, 'v')).set(…)
 */
export function rowsFromJson<C extends Readonly<Record<string, BatchColumn>>, A extends string>(
  db: Pick<Read, 'getExecutor'>,
  rows: readonly BatchRow<NoInfer<C>>[],
  columns: C,
  alias: A,
): AliasedRawBuilder<BatchRow<C>, A> {
  const names = Object.keys(columns)
  if (dialectOf(db) === 'postgres') {
    const typed = names.map((name) => sql`${sql.ref(name)} ${sql.raw(POSTGRES_TYPES[plainType(columns[name])])}`)
    const source = sql<BatchRow<C>>`json_to_recordset(${JSON.stringify(rows)}::json)`
    return source.as<A>(sql`${sql.ref(alias)}(${sql.join(typed)})`) as AliasedRawBuilder<BatchRow<C>, A>
  }
  const { fields, source } = sqliteBatch(names, rows)
  const named = fields.map((field, index) => sql`${field} as ${sql.ref(names[index] ?? '')}`)
  return sql<BatchRow<C>>`(select ${sql.join(named)} from ${source})`.as(alias)
}

/** From here on a batch tells which columns hold one value: a statement of its own would cost a smaller one more than it saves. */
const SHARED_FROM_ROWS = 100

/**
 * A batch as SQLite reads it fastest: one JSON parameter of arrays, half again as fast as objects, and one parameter for each column that
 * holds the same value in every row. `fields` come in the order of the names.
 */
export function sqliteBatch(
  names: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): { fields: RawBuilder<unknown>[]; source: RawBuilder<unknown> } {
  const first = rows[0] ?? {}
  const varying =
    rows.length < SHARED_FROM_ROWS ? names : names.filter((name) => rows.some((row) => row[name] !== first[name]))
  const json = JSON.stringify(rows.map((row) => varying.map((name) => row[name])))
  const fields = names.map((name) => {
    const index = varying.indexOf(name)
    return index < 0 ? sql`${first[name] ?? null}` : sql`value ->> ${sql.lit(index)}`
  })
  // jsonb_each, not json_each, which parses a row again for each of its columns. As bytes the text reaches the driver in half the time.
  return { fields, source: sql`jsonb_each(cast(${Buffer.from(json)} as text))` }
}

/**
 * `INSERT … SELECT` of a batch: `db.insertInto('t').columns(columnNames).expression(selectFromJson(db, rows, columns))`.
 * The columns come in the order of `columns`. A conflict clause may follow.
 */
export function selectFromJson<C extends Readonly<Record<string, BatchColumn>>>(
  db: Pick<Read, 'getExecutor'>,
  rows: readonly BatchRow<NoInfer<C>>[],
  columns: C,
): RawBuilder<BatchRow<C>> {
  const names = Object.keys(columns).map((name) => sql.ref(name))
  // Without a WHERE, SQLite takes the ON of ON CONFLICT for the condition of a join.
  return sql`select ${sql.join(names)} from ${rowsFromJson(db, rows, columns, 'v')} where true`
}

/** For `where('id', 'in', idsFromJson(db, ids))`: any number of ids as one parameter. */
export function idsFromJson(db: Pick<Read, 'getExecutor'>, ids: readonly number[]): RawBuilder<number> {
  const json = JSON.stringify(ids)
  return dialectOf(db) === 'postgres'
    ? sql`(select value::bigint from json_array_elements_text(${json}::json))`
    : sql`(select value from json_each(${json}))`
}

/** The same for texts. */
export function textsFromJson(db: Pick<Read, 'getExecutor'>, texts: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(texts)
  return dialectOf(db) === 'postgres'
    ? sql`(select value from json_array_elements_text(${json}::json))`
    : sql`(select value from json_each(${json}))`
}

/**
 * All rows of a group as one JSON text `[[a,b],[a,b]]`, the fastest way out of SQLite (row objects take three times
 * longer). The order is the order of an inner, ordered and limited select.
 */
export function jsonRows(db: Pick<Read, 'getExecutor'>, columns: readonly Expression<unknown>[]): RawBuilder<string> {
  return dialectOf(db) === 'postgres'
    ? sql`coalesce(json_agg(json_build_array(${sql.join(columns)})), '[]')`
    : sql`json_group_array(json_array(${sql.join(columns)}))`
}

/** Rows of a queue (`table` or its alias in the query), each for one worker only: PostgreSQL locks and skips; SQLite has one writer at a time anyway. */
export function skipLocked<DB, TB extends keyof DB, O>(
  db: Pick<Read, 'getExecutor'>,
  query: SelectQueryBuilder<DB, TB, O>,
  table: TB & string,
): SelectQueryBuilder<DB, TB, O> {
  return dialectOf(db) === 'postgres' ? query.forUpdate(table).skipLocked() : query
}

function plainType(type: BatchColumn | undefined): keyof typeof POSTGRES_TYPES {
  return type?.startsWith('text') ? 'text' : type?.startsWith('real') ? 'real' : 'integer'
}
