import type { Write } from '#db/open.ts'
import { addNotice } from '#db/tables/notices.ts'

/** An edit of the card at most so often. */
const EVERY_MS = 2000

/**
 * Asks the Slack sender to post or renew the card of an import; one notice that still waits is enough for any number of changes. `often`: one of
 * many steps, which need not all be shown.
 */
export async function showImportCard(
  db: Write,
  uploadId: number,
  now: number,
  { often = false }: { often?: boolean } = {},
): Promise<void> {
  if (often) {
    const { numUpdatedRows } = await db
      .updateTable('uploads')
      .set({ shown_at: now })
      .where('id', '=', uploadId)
      .where((e) => e.or([e('shown_at', 'is', null), e('shown_at', '<=', now - EVERY_MS), e('shown_at', '>', now)]))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
  }
  const waiting = await db
    .updateTable('notices')
    .set((e) => ({ made_at: e.ref('made_at') }))
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .where('kind', '=', 'import-card')
    .where('subject_id', '=', uploadId)
    .executeTakeFirst()
  if (waiting.numUpdatedRows > 0n) return
  await addNotice(db, { kind: 'import-card', channel: 'campaigns', subjectId: uploadId }, now)
}
