import type { Memory } from '#db/operations/memory.ts'

/** `sent`: it stands in Slack. `later`: tried again then; `failure` says what was wrong, and a person may have to mend it. */
export type NoticeOutcome =
  | { state: 'sent'; ids: readonly number[] }
  | { state: 'later'; ids: readonly number[]; at: number; failure?: string }

/** Writes what became of claimed notices. Nothing is ever given up: what failed stays due. */
export async function recordNotices(
  { database }: Pick<Memory, 'database'>,
  now: number,
  outcomes: readonly NoticeOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  await database.write(async (db) => {
    for (const outcome of outcomes) {
      const change =
        outcome.state === 'sent'
          ? { sent_at: now, failure: null }
          : { due_at: outcome.at, failure: outcome.failure ?? null }
      await db.updateTable('notices').set(change).where('id', 'in', outcome.ids).execute()
    }
  })
}
