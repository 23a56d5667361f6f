import type { CompiledQuery, Kysely } from 'kysely'
import type { Read } from '#db/open.ts'
import { type Dialect, dialectOf } from './dialect-of.ts'

type Values = Readonly<Record<string, number | readonly number[]>>
type Build<V extends Values, R> = (db: Read, values: V) => { compile(): CompiledQuery<R> }

const MARK = /^("?)\u0001(\w+)\1$/

/**
 * A statement built and compiled once a dialect, for what runs many times a second over a few rows: building a large one costs more than running
 * it. `build` may only pass its values on as parameters, lists through `idsFromJson`; it never sees them.
 */
export function prepared<V extends Values, R>(build: Build<V, R>): (db: Read, values: V) => Promise<R[]> {
  const compiled = new Map<Dialect, CompiledQuery<R>>()
  return async (db, values) => {
    const dialect = dialectOf(db)
    const query = compiled.get(dialect) ?? build(db, marksFor(values)).compile()
    compiled.set(dialect, query)
    const parameters = query.parameters.map((parameter) => valueOf(parameter, values))
    const { rows } = await (db as Kysely<unknown>).executeQuery<R>({ ...query, parameters })
    return rows
  }
}

/** A stand-in for each value, by which its place among the parameters is found again. */
function marksFor<V extends Values>(values: V): V {
  const marks = Object.entries(values).map(([name, value]) => {
    const mark = `\u0001${name}`
    return [name, Array.isArray(value) ? Object.assign([], { toJSON: () => mark }) : mark]
  })
  return Object.fromEntries(marks)
}

function valueOf(parameter: unknown, values: Values): unknown {
  const mark = typeof parameter === 'string' ? MARK.exec(parameter.replace('\\u0001', '\u0001')) : null
  if (mark === null) return parameter
  const value = values[mark[2] ?? '']
  return mark[1] === '' ? value : JSON.stringify(value)
}
