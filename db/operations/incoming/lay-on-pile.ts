import type { Write } from '#db/open.ts'
import { addNotice, type NoticeChannel } from '#db/tables/notices.ts'

/** What a person has to do with a message. `trust`: nothing of ours was found in it, so it changed nothing. */
export type Wants = 'stop' | 'answer' | 'reading' | 'trust'

/** Two piles: replies, which staff read, and what cannot be trusted, which is for who answers for privacy. Each has a card while something lies on it. */
export const PILE_CARDS = { replies: 'replies-card', untrusted: 'untrusted-mail-card' } as const
export type PileCard = (typeof PILE_CARDS)[keyof typeof PILE_CARDS]

const CHANNELS: Record<PileCard, NoticeChannel> = { 'replies-card': 'campaigns', 'untrusted-mail-card': 'approvals' }

export function cardOf(wants: Wants): PileCard {
  return wants === 'trust' ? PILE_CARDS.untrusted : PILE_CARDS.replies
}

/** The pile it goes on: the one that is not read to its end, else a new one, named by this message. */
export async function layOnPile(db: Write, now: number, { id, wants }: { id: number; wants: Wants }): Promise<number> {
  const open = await db
    .selectFrom('incoming_mails')
    .select('pile')
    .where('pile', 'is not', null)
    .where('settled_at', 'is', null)
    .where('wants', wants === 'trust' ? '=' : '<>', 'trust')
    .orderBy('pile', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const pile = open?.pile ?? id
  await showPile(db, now, pile, cardOf(wants))
  return pile
}

/** Asks for the pile's card to be posted or renewed; one notice that waits is enough. */
export async function showPile(db: Write, now: number, pile: number, kind: PileCard): Promise<void> {
  const waiting = await db
    .updateTable('notices')
    .set((e) => ({ made_at: e.ref('made_at') }))
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .where('kind', '=', kind)
    .where('subject_id', '=', pile)
    .executeTakeFirst()
  if (waiting.numUpdatedRows > 0n) return
  await addNotice(db, { kind, channel: CHANNELS[kind], subjectId: pile }, now)
}
