import type { Migration } from 'kysely/migration'

/** Waves and the brake of a campaign, and what came back for a delivery after it was taken. */
export const waves: Migration = {
  async up(db) {
    await db.schema
      .alterTable('campaigns')
      .addColumn('wave', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('campaigns').addColumn('wave_opened_at', 'bigint').execute()
    await db.schema.alterTable('campaigns').addColumn('brake', 'text').execute()
    await db.schema.alterTable('deliveries').addColumn('bounced', 'text').execute()
    await db.schema.alterTable('deliveries').addColumn('complained_at', 'bigint').execute()
  },
}
