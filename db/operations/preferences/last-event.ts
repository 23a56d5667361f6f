import type { ConsentEvent } from '#core/consent/ledger.ts'
import type { Read } from '#db/open.ts'

/** Whether a person's newest event already says this: a button pressed twice is one act. */
export async function isLastEvent(
  db: Read,
  contactId: number,
  { type, topic, channel }: Pick<ConsentEvent, 'type' | 'topic' | 'channel'>,
): Promise<boolean> {
  const last = await db
    .selectFrom('consent_events')
    .select(['type', 'topic', 'channel'])
    .where('contact_id', '=', contactId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.type === type && last.topic === topic && last.channel === channel
}
