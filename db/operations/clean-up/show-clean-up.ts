import type { Write } from '#db/open.ts'
import { addNotice } from '#db/tables/notices.ts'

/**
 * Asks the Slack sender to post or renew the clean-up's card. Written with the change it shows; one notice that still waits is enough for any number
 * of changes.
 */
export async function showCleanUp(db: Write, cleanUpId: number, now: number): Promise<void> {
  // Touched, not just looked at: a sender that wants it waits for this change, and then shows it.
  const waiting = await db
    .updateTable('notices')
    .set((e) => ({ made_at: e.ref('made_at') }))
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .where('kind', '=', 'clean-up-card')
    .where('subject_id', '=', cleanUpId)
    .executeTakeFirst()
  if (waiting.numUpdatedRows > 0n) return
  await addNotice(db, { kind: 'clean-up-card', channel: 'approvals', subjectId: cleanUpId }, now)
}
