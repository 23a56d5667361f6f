import type { Write } from '#db/open.ts'
import { addNotice } from '#db/tables/notices.ts'

/** Asks the Slack sender to post or renew the campaign's card where it is shown. Written with the change it shows. */
export async function showCard(db: Write, campaignId: number, now: number): Promise<void> {
  await addNotice(db, { kind: 'campaign-card', channel: 'campaigns', subjectId: campaignId }, now)
}

/** The same in the approvers' channel, where a decision is waited for. */
export async function showApprovalCard(db: Write, campaignId: number, now: number): Promise<void> {
  await addNotice(db, { kind: 'approval-card', channel: 'approvals', subjectId: campaignId }, now)
}
