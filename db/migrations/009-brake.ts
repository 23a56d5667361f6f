import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How far a campaign's waves are, and what its brake counts. */
export const brake: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the tables as they were
  async up(db: Kysely<any>) {
    const add = (name: string) => db.schema.alterTable('campaigns').addColumn(name, 'bigint').execute()
    await db.schema
      .alterTable('campaigns')
      .addColumn('queued', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    for (const name of ['wave_settled_at', 'wave_look_at', 'minute_at', 'minute_used', 'brake_look_at']) await add(name)
    await db.schema.alterTable('campaigns').addColumn('brake_base', 'text').execute()
    // What an earlier version was sending goes on where it was.
    await sql`update campaigns set queued = (
        select count(*) from campaign_audience a
        where a.campaign_id = campaigns.id and a.contact_id <= campaigns.queued_through)
      where started_at is not null and closed_at is null`.execute(db)
    for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
  },
}

/** Each index names the query that needs it; all hold only what went wrong, so they stay small beside any number of deliveries. */
const INDEXES = {
  // the brake: addresses of one campaign that do not exist
  deliveries_bounced: "deliveries (campaign_id) WHERE bounced = 'hard'",
  // the brake: complaints about one campaign
  deliveries_complained: 'deliveries (campaign_id) WHERE complained_at IS NOT NULL',
  // the brake: who took the way out since a campaign began
  consent_events_way_out:
    "consent_events (at, contact_id) WHERE via IN ('one-click', 'reply', 'preference-page') AND type IN ('withdrawn', 'refused', 'objected')",
} as const
