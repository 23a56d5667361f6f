import { sql } from 'kysely'
import { dialectOf } from '#db/dialects/dialect-of.ts'
import type { Write } from '#db/open.ts'
import { addNotice } from '#db/tables/notices.ts'

/**
 * Asks the Slack sender to post or renew the campaign's card where it is shown. Written with the change it shows; one notice that still waits is
 * enough for any number of changes.
 */
export async function showCard(db: Write, campaignId: number, now: number): Promise<void> {
  // Held, not just looked at: a sender that wants it waits for this change, and then shows it. Held together with others: what two workers
  // record at the same time does not wait for one another.
  const waiting = db
    .selectFrom('notices')
    .select('id')
    .where(sql<boolean>`sent_at is null`)
    .where('due_at', '<=', now)
    .where('kind', '=', 'campaign-card')
    .where('subject_id', '=', campaignId)
    .limit(1)
  if (await (dialectOf(db) === 'postgres' ? waiting.forShare() : waiting).executeTakeFirst()) return
  await addNotice(db, { kind: 'campaign-card', channel: 'campaigns', subjectId: campaignId }, now)
}

/** The same in the approvers' channel, where a decision is waited for. */
export async function showApprovalCard(db: Write, campaignId: number, now: number): Promise<void> {
  await addNotice(db, { kind: 'approval-card', channel: 'approvals', subjectId: campaignId }, now)
}
