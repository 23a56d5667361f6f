import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { dialectOf } from '#db/dialects/dialect-of.ts'

/** Deletion proposals: frozen lists, their confirmation, and what became of each contact. */
export const cleanUps: Migration = {
  async up(db) {
    await db.schema
      .createTable('clean_ups')
      .$call(numbered(db))
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('open', 'bigint', (c) => c.unique())
      .addColumn('buckets', 'text', (c) => c.notNull())
      .addColumn('why', 'text', (c) => c.notNull())
      .addColumn('counts', 'text', (c) => c.notNull())
      .addColumn('frozen_through', 'bigint', (c) => c.notNull())
      .addColumn('digest', 'text')
      .addColumn('proposed_by', 'text', (c) => c.notNull())
      .addColumn('proposed_at', 'bigint', (c) => c.notNull())
      .addColumn('confirmed_by', 'text')
      .addColumn('confirmed_at', 'bigint')
      .addColumn('starts_at', 'bigint')
      .addColumn('ended_by', 'text')
      .addColumn('ended_at', 'bigint')
      .addColumn('end_reason', 'text')
      .execute()
    await db.schema
      .createTable('clean_up_contacts')
      .addColumn('clean_up_id', 'bigint', (c) => c.notNull())
      .addColumn('contact_id', 'bigint', (c) => c.notNull())
      .addColumn('bucket', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text')
      .addColumn('kept_because', 'text')
      .addColumn('decided_at', 'bigint')
      .addPrimaryKeyConstraint('clean_up_contacts_key', ['clean_up_id', 'contact_id'])
      .execute()
    await db.schema
      .createTable('campaign_bases_gone')
      .addColumn('campaign_id', 'bigint', (c) => c.notNull())
      .addColumn('basis', 'text', (c) => c.notNull())
      .addColumn('attested_by', 'text', (c) => c.notNull())
      .addColumn('people', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('campaign_bases_gone_key', ['campaign_id', 'basis', 'attested_by'])
      .execute()
    await db.schema.alterTable('one_time_files').addColumn('clean_up_id', 'bigint').execute()
    for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
  },
}

/** Each index names the query that needs it. */
const INDEXES = {
  // the next batch to execute
  clean_up_contacts_open: 'clean_up_contacts (clean_up_id, contact_id) WHERE outcome IS NULL',
  // everything of one contact goes at once
  visits_contact: 'visits (contact_id)',
  pending_changes_contact: 'pending_changes (contact_id)',
  // messages to an address that is deleted; how many mails a form made us send there
  service_messages_address: 'service_messages (address_hash)',
} as const

function numbered(db: Kysely<any>): <T extends string>(table: CreateTableBuilder<T>) => CreateTableBuilder<T> {
  const postgres = dialectOf(db) === 'postgres'
  const id = (c: ColumnDefinitionBuilder) => (postgres ? c.generatedByDefaultAsIdentity() : c.autoIncrement())
  return (table) => table.addColumn('id', postgres ? 'bigint' : 'integer', (c) => id(c).primaryKey()) as typeof table
}
