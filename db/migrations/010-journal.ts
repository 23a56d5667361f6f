import type { Migration } from 'kysely/migration'

/** Lines of committed transactions that are not known to stand in the journal's file yet. */
export const journal: Migration = {
  async up(db) {
    await db.schema
      .createTable('journal_lines')
      .addColumn('n', 'bigint', (c) => c.notNull())
      .addColumn('place', 'bigint', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('journal_lines_key', ['n', 'place'])
      .execute()
  },
}
