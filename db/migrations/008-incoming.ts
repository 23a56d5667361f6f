import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { dialectOf } from '#db/dialects/dialect-of.ts'

/** Messages that came in: each counted once, what it did, and whether a person still has to read it. */
export const incoming: Migration = {
  async up(db) {
    await db.schema
      .createTable('incoming_mails')
      .$call(numbered(db))
      .addColumn('digest', 'text', (c) => c.notNull().unique())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('via', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('trusted', 'bigint', (c) => c.notNull())
      .addColumn('done', 'text', (c) => c.notNull())
      .addColumn('delivery_id', 'bigint')
      .addColumn('campaign_id', 'bigint')
      .addColumn('contact_id', 'bigint')
      .addColumn('words', 'text')
      .addColumn('key_of', 'bigint')
      .addColumn('wants', 'text')
      .addColumn('pile', 'bigint')
      .addColumn('stop_event', 'bigint')
      .addColumn('before', 'text')
      .addColumn('settled_at', 'bigint')
      .addColumn('settled_by', 'text')
      .addColumn('settled_as', 'text')
      .execute()
    for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
  },
}

/** Each index names the query that needs it. */
const INDEXES = {
  // what waits to be read, oldest first
  incoming_mails_open: 'incoming_mails (pile, id) WHERE pile IS NOT NULL AND settled_at IS NULL',
  // the card of a pile
  incoming_mails_pile: 'incoming_mails (pile, settled_at) WHERE pile IS NOT NULL',
  // what a stop took away, when it turns out to be none
  incoming_mails_stop: 'incoming_mails (stop_event) WHERE stop_event IS NOT NULL',
  // nobody is reminded or lapses while their reply is unread
  incoming_mails_unread: "incoming_mails (contact_id, campaign_id) WHERE wants = 'answer' AND settled_at IS NULL",
} as const

function numbered(db: Kysely<any>): <T extends string>(table: CreateTableBuilder<T>) => CreateTableBuilder<T> {
  const postgres = dialectOf(db) === 'postgres'
  const id = (c: ColumnDefinitionBuilder) => (postgres ? c.generatedByDefaultAsIdentity() : c.autoIncrement())
  return (table) => table.addColumn('id', postgres ? 'bigint' : 'integer', (c) => id(c).primaryKey()) as typeof table
}
