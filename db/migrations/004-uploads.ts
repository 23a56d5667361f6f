import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { dialectOf } from '#db/dialects/dialect-of.ts'

/** Files brought through a one-time page, until they are imported or given up. */
export const uploads: Migration = {
  async up(db) {
    const id = idColumn(db)
    await db.schema
      .createTable('uploads')
      .$call(id)
      .addColumn('folder', 'text', (c) => c.notNull())
      .addColumn('made_by', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('made_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('rules', 'text', (c) => c.notNull())
      .addColumn('worker_id', 'bigint')
      .addColumn('begun_at', 'bigint')
      .addColumn('resumed_at', 'bigint')
      .addColumn('shown_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('ended_by', 'text')
      .addColumn('removed_at', 'bigint')
      .execute()
    await db.schema
      .createTable('upload_files')
      .$call(id)
      .addColumn('upload_id', 'bigint', (c) => c.notNull().references('uploads.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bigint', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('choices', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('counts', 'text')
      .addColumn('findings', 'text')
      .addColumn('bytes_done', 'bigint', (c) => c.notNull())
      .addColumn('import_id', 'bigint')
      .addColumn('problem', 'text')
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .execute()
    // What every process with files looks for each second, and the files of one page.
    await sql`CREATE INDEX uploads_kept ON uploads (id) WHERE removed_at IS NULL`.execute(db)
    await sql`CREATE INDEX upload_files_upload ON upload_files (upload_id, id)`.execute(db)
  },
}

function idColumn(db: Kysely<any>): <T extends string>(table: CreateTableBuilder<T>) => CreateTableBuilder<T> {
  const postgres = dialectOf(db) === 'postgres'
  const numbered = (c: ColumnDefinitionBuilder) => (postgres ? c.generatedByDefaultAsIdentity() : c.autoIncrement())
  return (table) =>
    table.addColumn('id', postgres ? 'bigint' : 'integer', (c) => numbered(c).primaryKey()) as typeof table
}
