import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { dialectOf } from '#db/dialects/dialect-of.ts'

export const firstTables: Migration = {
  async up(db) {
    const id = idColumn(db)
    await contactTables(db, id)
    await ledgerTables(db, id)
    await campaignTables(db, id)
    await houseTables(db, id)
    await indexes(db)
  },
}

/** In SQLite such a table is one tree in the order of its key, not rows and a second tree that points at them: half the pages to write. */
function inKeyOrder(db: Kysely<any>): <T extends string>(table: CreateTableBuilder<T>) => CreateTableBuilder<T> {
  return (table) => (dialectOf(db) === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table) as typeof table
}

type IdColumn = (name: string) => <T extends string>(table: CreateTableBuilder<T>) => CreateTableBuilder<T>

function idColumn(db: Kysely<any>): IdColumn {
  const postgres = dialectOf(db) === 'postgres'
  const numbered = (c: ColumnDefinitionBuilder) => (postgres ? c.generatedByDefaultAsIdentity() : c.autoIncrement())
  return (name) => (table) =>
    table.addColumn(name, postgres ? 'bigint' : 'integer', (c) => numbered(c).primaryKey()) as typeof table
}

async function contactTables(db: Kysely<any>, id: IdColumn) {
  await db.schema
    .createTable('contacts')
    .$call(id('id'))
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('email', 'text')
    .addColumn('email_hash', 'text')
    .addColumn('email_state', 'text', (c) => c.notNull())
    .addColumn('phone', 'text')
    .addColumn('phone_hash', 'text')
    .addColumn('civility', 'text')
    .addColumn('first_name', 'text')
    .addColumn('last_name', 'text')
    .addColumn('language', 'text')
    .addColumn('country', 'text')
    .addColumn('region', 'text')
    .addColumn('postcode', 'text')
    .addColumn('time_zone', 'text')
    .addColumn('kind', 'text')
    .addColumn('function', 'text')
    .addColumn('company', 'text')
    .addColumn('informed', 'bigint')
    .addColumn('birth_date', 'text')
    .addColumn('minor', 'bigint')
    .addColumn('guardian_email', 'text')
    .addColumn('guardian_consent_at', 'bigint')
    .addColumn('last_click_at', 'bigint')
    .addColumn('last_open_at', 'bigint')
    .addColumn('last_purchase_at', 'bigint')
    .addColumn('last_act_at', 'bigint')
    .addColumn('tags', 'text', (c) => c.notNull())
    .addColumn('custom', 'text', (c) => c.notNull())
    .addColumn('facts_as_of', 'bigint', (c) => c.notNull())
    .addColumn('restricted_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('imports')
    .$call(id('id'))
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('file_digest', 'text', (c) => c.notNull())
    .addColumn('options', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .addColumn('committed_row', 'bigint', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .execute()
  await db.schema
    .createTable('import_batches')
    .addColumn('import_id', 'bigint', (c) => c.notNull())
    .addColumn('last_line', 'bigint', (c) => c.notNull())
    .addColumn('verdicts', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('import_batches_key', ['import_id', 'last_line'])
    .execute()
  await db.schema
    .createTable('sources')
    .$call(id('id'))
    .addColumn('import_id', 'bigint')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('basis', 'text', (c) => c.notNull())
    .addColumn('basis_reason', 'text')
    .addColumn('attested_at', 'bigint')
    .addColumn('attested_by', 'text')
    .addColumn('collected', 'text')
    .addColumn('collected_at', 'bigint')
    .addColumn('collected_until', 'bigint')
    .addColumn('file_name', 'text')
    .addColumn('file_digest', 'text')
    .addColumn('imported_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('contact_sources')
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('source_id', 'bigint', (c) => c.notNull())
    .addColumn('row_number', 'bigint', (c) => c.notNull())
    .addColumn('documented', 'bigint', (c) => c.notNull())
    .addColumn('consent_at', 'bigint')
    .addColumn('consent_until', 'bigint')
    .addColumn('consent_origin', 'text')
    .addColumn('consent_wording', 'text')
    .addColumn('topics', 'text', (c) => c.notNull())
    .addColumn('channels', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('contact_sources_key', ['contact_id', 'source_id', 'row_number'])
    .$call(inKeyOrder(db))
    .execute()
  await db.schema
    .createTable('segments')
    .$call(id('id'))
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('filter', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function ledgerTables(db: Kysely<any>, id: IdColumn) {
  await db.schema
    .createTable('consent_events')
    .$call(id('seq'))
    .addColumn('link_seq', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('campaign_id', 'bigint')
    .addColumn('source_id', 'bigint')
    .addColumn('wording_hash', 'text')
    .addColumn('actor', 'text')
    .addColumn('evidence', 'text')
    .addColumn('evidence_digest', 'text')
    .addColumn('digest', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('ledger_links')
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('first_event', 'bigint', (c) => c.notNull())
    .addColumn('last_event', 'bigint', (c) => c.notNull())
    .addColumn('previous', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ledger_links_key', ['seq'])
    .execute()
  await db.schema
    .createTable('consents')
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event_seq', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('consents_key', ['contact_id', 'topic', 'channel'])
    .$call(inKeyOrder(db))
    .execute()
  await db.schema
    .createTable('suppressions')
    .addColumn('address_hash', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event_seq', 'bigint')
    .addColumn('lifted_at', 'bigint')
    .addPrimaryKeyConstraint('suppressions_key', ['address_hash', 'kind', 'topic', 'channel'])
    .$call(inKeyOrder(db))
    .execute()
  await db.schema
    .createTable('wordings')
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('first_shown_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('wordings_key', ['hash'])
    .execute()
  await db.schema
    .createTable('visits')
    .$call(id('id'))
    .addColumn('campaign_id', 'bigint', (c) => c.notNull())
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('pending_changes')
    .$call(id('id'))
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('wording_hash', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('confirmed_at', 'bigint')
    .execute()
}

async function campaignTables(db: Kysely<any>, id: IdColumn) {
  await db.schema
    .createTable('campaigns')
    .$call(id('id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('draft', 'text', (c) => c.notNull())
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('submitted_at', 'bigint')
    .addColumn('submitted_by', 'text')
    .addColumn('approvers', 'text', (c) => c.notNull())
    .addColumn('seal', 'text')
    .addColumn('rules_digest', 'text')
    .addColumn('rules', 'text')
    .addColumn('findings', 'text', (c) => c.notNull())
    .addColumn('buckets', 'text', (c) => c.notNull())
    .addColumn('audience', 'bigint', (c) => c.notNull())
    .addColumn('audience_digest', 'text')
    .addColumn('approved_at', 'bigint')
    .addColumn('approved_by', 'text')
    .addColumn('starts_at', 'bigint')
    .addColumn('ends_at', 'bigint')
    .addColumn('started_at', 'bigint')
    .addColumn('queued_through', 'bigint', (c) => c.notNull())
    .addColumn('paused_at', 'bigint')
    .addColumn('resume_state', 'text')
    .addColumn('closed_at', 'bigint')
    .execute()
  await db.schema
    .createTable('campaign_acts')
    .$call(id('id'))
    .addColumn('campaign_id', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('seal', 'text')
    .addColumn('reason', 'text')
    .execute()
  await db.schema
    .createTable('campaign_messages')
    .addColumn('campaign_id', 'bigint', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('variant', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('campaign_messages_key', ['campaign_id', 'version', 'step', 'language', 'variant'])
    .execute()
  await db.schema
    .createTable('campaign_audience')
    .addColumn('campaign_id', 'bigint', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('bucket', 'text', (c) => c.notNull())
    .addColumn('pairs', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('basis', 'text')
    .addColumn('basis_ends_at', 'bigint')
    .addColumn('asked_at', 'bigint')
    .addColumn('last_step_at', 'bigint')
    .addColumn('steps_sent', 'bigint', (c) => c.notNull())
    .addColumn('promise_at', 'bigint')
    .addColumn('answer', 'text')
    .addColumn('answered_at', 'bigint')
    .addColumn('visited_at', 'bigint')
    .addColumn('visit_settled_as', 'text')
    .addColumn('lapsed_at', 'bigint')
    .addPrimaryKeyConstraint('campaign_audience_key', ['campaign_id', 'contact_id'])
    .$call(inKeyOrder(db))
    .execute()
  await db.schema
    .createTable('deliveries')
    .$call(id('id'))
    .addColumn('campaign_id', 'bigint', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('variant', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'bigint', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('address_hash', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reasons', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('best_before_at', 'bigint')
    .addColumn('promise_at', 'bigint')
    .addColumn('attempts', 'bigint', (c) => c.notNull())
    .addColumn('worker_id', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('sending_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('response', 'text')
    .addUniqueConstraint('deliveries_never_twice', ['campaign_id', 'step', 'contact_id', 'channel'])
    .execute()
  await db.schema
    .createTable('service_messages')
    .$call(id('id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('address_hash', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'bigint', (c) => c.notNull())
    .addColumn('worker_id', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('sending_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('response', 'text')
    .execute()
}

async function houseTables(db: Kysely<any>, id: IdColumn) {
  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('settings_key', ['name'])
    .execute()
  await db.schema
    .createTable('keys')
    .$call(id('id'))
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('contact_id', 'bigint')
    .addColumn('wrapped', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('retired_at', 'bigint')
    .addUniqueConstraint('keys_once', ['purpose', 'version', 'contact_id'])
    .execute()
  await db.schema
    .createTable('one_time_files')
    .$call(id('id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('campaign_id', 'bigint')
    .addColumn('made_for', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await db.schema
    .createTable('notices')
    .$call(id('id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'bigint')
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('failure', 'text')
    .execute()
  await db.schema
    .createTable('slack_cards')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'bigint', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('ts', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('slack_cards_key', ['kind', 'subject_id', 'channel'])
    .execute()
  await db.schema
    .createTable('schedules')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('every_ms', 'bigint', (c) => c.notNull())
    .addColumn('last_run_at', 'bigint')
    .addPrimaryKeyConstraint('schedules_key', ['name'])
    .execute()
  await db.schema
    .createTable('workers')
    .$call(id('id'))
    .addColumn('roles', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('heartbeat_at', 'bigint', (c) => c.notNull())
    .addColumn('stopped_at', 'bigint')
    .execute()
  await db.schema
    .createTable('audit')
    .$call(id('id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .execute()
}

/** Each index names the query that needs it. */
const INDEXES = {
  // find a person by address: import, explain, opt-outs that hold for an address
  contacts_email: 'contacts (email_hash)',
  contacts_phone: 'contacts (phone_hash)',
  // the sources of a range of contacts (gate), the rows of a source (report)
  contact_sources_source: 'contact_sources (source_id)',
  // the events of one contact: fold, explain --at
  consent_events_contact: 'consent_events (contact_id, seq)',
  // verify walks the links
  consent_events_link: 'consent_events (link_seq)',
  // the steps that fall due: reminders and lapses
  campaign_audience_due: 'campaign_audience (campaign_id, promise_at)',
  // who was asked before, by contact
  campaign_audience_contact: 'campaign_audience (contact_id)',
  // the worker's claim
  deliveries_due: "deliveries (due_at, id) WHERE state IN ('queued', 'held')",
  // what a dead worker left
  deliveries_sending: "deliveries (worker_id) WHERE state = 'sending'",
  // frequency: what this person got lately
  deliveries_contact: 'deliveries (contact_id, finished_at)',
  // sums of a card
  deliveries_campaign: 'deliveries (campaign_id, step, state)',
  service_messages_due: "service_messages (due_at, id) WHERE state = 'queued'",
  notices_due: 'notices (due_at) WHERE sent_at IS NULL',
  campaign_acts_campaign: 'campaign_acts (campaign_id, id)',
  visits_person: 'visits (campaign_id, contact_id)',
} as const

async function indexes(db: Kysely<any>) {
  for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
  // A campaign writes to an address once per step, whoever shares it.
  await sql
    .raw(
      "CREATE UNIQUE INDEX deliveries_address_once ON deliveries (campaign_id, step, channel, address_hash) WHERE state <> 'refused'",
    )
    .execute(db)
}
