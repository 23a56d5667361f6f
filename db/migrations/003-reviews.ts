import type { Migration } from 'kysely/migration'

/** What a submission answers for, what the last decision was about, and the drafts that preview links show. */
export const reviews: Migration = {
  async up(db) {
    await db.schema
      .alterTable('campaigns')
      .addColumn('waivers', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
    await db.schema.alterTable('campaigns').addColumn('read_aloud_by', 'text').execute()
    await db.schema.alterTable('campaigns').addColumn('last_decision', 'text').execute()
    await db.schema
      .createTable('previews')
      .addColumn('campaign_id', 'bigint', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('draft', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('previews_key', ['campaign_id', 'version'])
      .execute()
  },
}
