import type { Read, Write } from '#db/open.ts'

/** A Slack message that shows something, so that it is edited in place. `version`: of what it shows, where that has one. */
export interface SlackCard {
  kind: string
  subjectId: number
  channel: string
  ts: string
  language: 'fr' | 'en'
  version: number
}

/** Every message that shows this subject, of any kind. */
export async function cardsOf(db: Read, kinds: readonly string[], subjectId: number): Promise<SlackCard[]> {
  const rows = await db
    .selectFrom('slack_cards')
    .selectAll()
    .where('kind', 'in', kinds)
    .where('subject_id', '=', subjectId)
    .orderBy('channel')
    .execute()
  return rows.map(({ subject_id, language, ...row }) => ({
    ...row,
    subjectId: subject_id,
    language: language as 'fr' | 'en',
  }))
}

/** One card of a kind per channel: a newer message takes its place. */
export async function putCard(db: Write, { subjectId, ...card }: SlackCard): Promise<void> {
  const { ts, language, version } = card
  await db
    .insertInto('slack_cards')
    .values({ ...card, subject_id: subjectId })
    .onConflict((c) => c.columns(['kind', 'subject_id', 'channel']).doUpdateSet({ ts, language, version }))
    .execute()
}

export async function removeCard(
  db: Write,
  { kind, subjectId, channel }: Pick<SlackCard, 'kind' | 'subjectId' | 'channel'>,
): Promise<void> {
  await db
    .deleteFrom('slack_cards')
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('channel', '=', channel)
    .execute()
}
