import { sql } from 'kysely'

/**
 * For a query over `campaign_audience as a`: they wrote back and nobody has read it yet. They get no reminder, and nothing of theirs lapses, until
 * somebody has.
 */
export const unreadReply = sql<boolean>`exists (
  select 1 from incoming_mails m
  where m.contact_id = a.contact_id and m.campaign_id = a.campaign_id and m.wants = 'answer' and m.settled_at is null)`
