import type { Read, Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { layOnPile, type Wants } from './lay-on-pile.ts'
import { sealWords, type Words } from './sealed-words.ts'

export interface Kept {
  /** The message. */
  id: number
  words: Words
  wants: Wants
  /** Whose key seals them: see `sealWords`. */
  keyOf: number
}

/** Lays what came in on the pile where somebody reads it, its words sealed. */
export async function keepForAPerson(
  db: Write,
  memory: Memory,
  now: number,
  { id, words: open, wants, keyOf }: Kept,
): Promise<void> {
  const words = await sealWords(db, memory, now, { words: open, keyOf })
  const pile = await layOnPile(db, now, { id, wants })
  await db.updateTable('incoming_mails').set({ words, key_of: keyOf, wants, pile }).where('id', '=', id).execute()
}

/** So many at most wait to be looked at; a flood beyond that is only counted. */
const MOST_UNTRUSTED = 1000

/** Whether another message of nobody we know may still be laid there. */
export async function hasRoomForStrangers(db: Read): Promise<boolean> {
  const { n } = await db
    .selectFrom('incoming_mails')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('pile', 'is not', null)
    .where('settled_at', 'is', null)
    .where('wants', '=', 'trust')
    .executeTakeFirstOrThrow()
  return n < MOST_UNTRUSTED
}
