import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What keeps a claim a cheap seek, however many messages wait behind a campaign that is paused. */
export const claims: Migration = {
  async up(db) {
    for (const [name, on] of Object.entries(INDEXES)) await sql.raw(`CREATE INDEX ${name} ON ${on}`).execute(db)
  },
}

/** Each index names the query that needs it. */
const INDEXES = {
  // the worker's claim: what is due of one campaign
  deliveries_claim: "deliveries (campaign_id, due_at, id) WHERE state IN ('queued', 'held')",
  // and which campaigns may send
  campaigns_sending: "campaigns (id) WHERE state IN ('running', 'reminding', 'grace')",
} as const
