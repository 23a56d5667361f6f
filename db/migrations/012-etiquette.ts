import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { dialectOf } from '#db/dialects/dialect-of.ts'

/** What people choose for themselves, SMS beside e-mail, and the short addresses an SMS carries. */
export const etiquette: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables as they were
  async up(db: Kysely<any>) {
    await recipients(db)
    await messages(db)
    // One code a page and person; the deletion of a person.
    await sql`CREATE UNIQUE INDEX short_links_page ON short_links (contact_id, campaign_id, purpose)`.execute(db)
    for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
    await sql`DROP INDEX deliveries_claim`.execute(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables as they were
async function recipients(db: Kysely<any>) {
  await db.schema
    .createTable('preferences')
    .addColumn('contact_id', 'bigint', (c) => c.primaryKey())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('preference_changes')
    .$call(numbered(db))
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .alterTable('contacts')
    .addColumn('phone_state', 'text', (c) => c.notNull().defaultTo('usable'))
    .execute()
  await db.schema.alterTable('contacts').addColumn('texted_back_at', 'bigint').execute()
}

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables as they were
async function messages(db: Kysely<any>) {
  await db.schema
    .createTable('short_links')
    .addColumn('code', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('campaign_id', 'bigint', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .execute()
  await db.schema.alterTable('campaigns').addColumn('steps', 'bigint').execute()
  await db.schema.alterTable('campaigns').addColumn('forecast', 'text').execute()
  for (const table of ['service_messages', 'incoming_mails'])
    await db.schema
      .alterTable(table)
      .addColumn('channel', 'text', (c) => c.notNull().defaultTo('email'))
      .execute()
}

/** Each index names the query that needs it. */
const INDEXES = {
  // a person's settings as they stood, and the deletion of a person
  preference_changes_contact: 'preference_changes (contact_id, id)',
  // the worker's claim: what is due of one campaign on one channel
  deliveries_claim_channel: "deliveries (campaign_id, channel, due_at, id) WHERE state IN ('queued', 'held')",
  // an SMS in doubt, and what became of one the provider took
  deliveries_message: 'deliveries (message_id) WHERE message_id IS NOT NULL',
  service_messages_message: 'service_messages (message_id) WHERE message_id IS NOT NULL',
  // SMS that answer somebody and are in doubt: the provider's list is asked about them
  service_messages_doubt: "service_messages (id) WHERE state = 'in-doubt' AND channel = 'sms'",
} as const

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables as they were
function numbered(db: Kysely<any>): <T extends string>(table: CreateTableBuilder<T>) => CreateTableBuilder<T> {
  const postgres = dialectOf(db) === 'postgres'
  const column = (c: ColumnDefinitionBuilder) => (postgres ? c.generatedByDefaultAsIdentity() : c.autoIncrement())
  return (table) =>
    table.addColumn('id', postgres ? 'bigint' : 'integer', (c) => column(c).primaryKey()) as typeof table
}
