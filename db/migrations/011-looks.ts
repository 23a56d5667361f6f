import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What keeps each second's look at a campaign a seek, however many people it is about: only those who still wait are indexed. */
export const looks: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables as they were
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('campaign_audience')
      .addColumn('reminders_queued', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`DROP INDEX campaign_audience_due`.execute(db)
    for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
  },
}

/** Each index names the query that needs it. */
const INDEXES = {
  // the next promise, and those that have come due
  campaign_audience_promise:
    'campaign_audience (campaign_id, promise_at) WHERE answer IS NULL AND lapsed_at IS NULL AND promise_at IS NOT NULL',
  // who gets a reminder: each is found once, and never again when their message waits
  campaign_audience_remind:
    'campaign_audience (campaign_id, reminders_queued, steps_sent, last_step_at) WHERE answer IS NULL AND lapsed_at IS NULL AND asked_at IS NOT NULL',
} as const
