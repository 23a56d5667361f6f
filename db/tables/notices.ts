import type { Write } from '#db/open.ts'

/** Which of the organisation's channels; or a person, by Slack id. */
export type NoticeChannel = 'approvals' | 'campaigns' | 'oncall' | `U${string}`

export interface NewNotice {
  kind: string
  channel: NoticeChannel
  subjectId?: number
  /** Counts, codes and case numbers: never personal data. */
  data?: Record<string, string | number>
}

/** Written with the change it tells of, so neither happens without the other. */
export async function addNotice(db: Write, notice: NewNotice, now: number): Promise<void> {
  await db
    .insertInto('notices')
    .values({
      kind: notice.kind,
      channel: notice.channel,
      subject_id: notice.subjectId ?? null,
      data: JSON.stringify(notice.data ?? {}),
      made_at: now,
      due_at: now,
      attempts: 0,
    })
    .execute()
}
