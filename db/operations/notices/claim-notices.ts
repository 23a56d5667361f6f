import type { Memory } from '#db/operations/memory.ts'

/** Something to tell in Slack. `channel`: which of the organisation's channels, or a person's id. */
export interface Notice {
  id: number
  kind: string
  channel: string
  subjectId: number | undefined
  data: Record<string, string | number>
  attempts: number
}

/** What a sender that died had claimed comes back after this. */
const LEASE_MS = 60_000

/** Takes what is due, oldest first: no other sender gets it until it is recorded, or the lease is over. */
export async function claimNotices(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { limit }: { limit: number },
): Promise<Notice[]> {
  const due = await database.read
    .selectFrom('notices')
    .select('id')
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .execute()
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  const rows = await database.write((db) =>
    db
      .updateTable('notices')
      .set((e) => ({ due_at: now + LEASE_MS, attempts: e('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .where('sent_at', 'is', null)
      .where('due_at', '<=', now)
      .returning(['id', 'kind', 'channel', 'subject_id', 'data', 'attempts'])
      .execute(),
  )
  return rows
    .map(({ subject_id, data, ...notice }) => ({
      ...notice,
      subjectId: subject_id ?? undefined,
      data: JSON.parse(data) as Notice['data'],
    }))
    .toSorted((a, b) => a.id - b.id)
}
