import type { Migration } from 'kysely/migration'

/** What a submission answers for, and what the last decision was about. */
export const reviews: Migration = {
  async up(db) {
    await db.schema
      .alterTable('campaigns')
      .addColumn('waivers', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
    await db.schema.alterTable('campaigns').addColumn('read_aloud_by', 'text').execute()
    await db.schema.alterTable('campaigns').addColumn('last_decision', 'text').execute()
  },
}
