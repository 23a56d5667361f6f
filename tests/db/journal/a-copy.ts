import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { backupSqlite } from '#db/dialects/sqlite-backup.ts'
import { freshDatabaseUrl } from '#tests/support/databases.ts'

/** A copy of a database as a backup takes it, of one moment, while others work on it; gives its address. */
export async function aCopy(url: string): Promise<string> {
  if (!url.startsWith('sqlite:')) return dumpInto(url, await freshDatabaseUrl('postgres'))
  const file = join(inject('templates').folder, `${randomUUID()}.db`)
  await backupSqlite(url.slice('sqlite:'.length), file)
  onTestFinished(async () => {
    for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true })
  })
  return `sqlite:${file}`
}

/** What pg_dump and psql do: every table as one snapshot sees it, into an empty database of the same schema. */
async function dumpInto(from: string, to: string): Promise<string> {
  const [source, target] = [from, to].map((connectionString) => new pg.Client({ connectionString }))
  if (source === undefined || target === undefined) throw new Error('two clients were made')
  await source.connect()
  await target.connect()
  try {
    await source.query('begin isolation level repeatable read read only')
    await target.query('begin')
    const { rows } = await source.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
    )
    for (const { name } of rows) {
      const all = await source.query<{ rows: string }>(
        `select coalesce(json_agg(t), '[]')::text as rows from ${name} t`,
      )
      await target.query(`delete from ${name}`)
      await target.query(
        `insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, $1)`,
        [all.rows[0]?.rows],
      )
    }
    const sequences = await source.query<{ name: string; last_value: string | null }>(
      "select quote_ident(sequencename) as name, last_value from pg_sequences where schemaname = 'public'",
    )
    for (const { name, last_value } of sequences.rows)
      if (last_value !== null) await target.query('select setval($1, $2)', [name, last_value])
    await target.query('commit')
    await source.query('commit')
  } finally {
    await source.end()
    await target.end()
  }
  return to
}
