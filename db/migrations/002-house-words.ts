import type { Migration } from 'kysely/migration'

/** The house's own word list, for the spelling and acronym checks. `word` is folded, so that a word is there once however it is written. */
export const houseWords: Migration = {
  async up(db) {
    await db.schema
      .createTable('house_words')
      .addColumn('word', 'text', (c) => c.notNull().primaryKey())
      .addColumn('written', 'text', (c) => c.notNull())
      .addColumn('added_by', 'text', (c) => c.notNull())
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .execute()
  },
}
