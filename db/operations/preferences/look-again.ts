import type { Write } from '#db/open.ts'

/**
 * Somebody chose otherwise when they may be written to: what is held for them is decided again at once, in place of waiting for a moment that their
 * earlier choice gave.
 */
export async function lookAgain(db: Write, contactId: number, now: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ due_at: now })
    .where('contact_id', '=', contactId)
    .where('state', '=', 'held')
    .where('due_at', '>', now)
    .execute()
}
