import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'

/** Lets the campaign's card in Slack show what a person did; a card that is already waiting to be renewed will show it too. */
export async function renewCard(db: Write, campaignId: number, now: number): Promise<void> {
  const waiting = await db
    .selectFrom('notices')
    .select('id')
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .where('kind', '=', 'campaign-card')
    .where('subject_id', '=', campaignId)
    .limit(1)
    .executeTakeFirst()
  if (waiting === undefined) await showCard(db, campaignId, now)
}
