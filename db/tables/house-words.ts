import type { Read, Write } from '#db/open.ts'

export interface HouseWord {
  /** As it was written when it was added. */
  word: string
  addedBy: string
  addedAt: number
}

export async function allHouseWords(db: Read): Promise<HouseWord[]> {
  const rows = await db.selectFrom('house_words').selectAll().orderBy('word').execute()
  return rows.map(({ written, added_by, added_at }) => ({ word: written, addedBy: added_by, addedAt: added_at }))
}

export async function countHouseWords(db: Read): Promise<number> {
  const row = await db
    .selectFrom('house_words')
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The first one who added a word stays named; `folded` is its key. Says whether it is new. */
export async function putHouseWord(db: Write, folded: string, { word, addedBy, addedAt }: HouseWord): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('house_words')
    .values({ word: folded, written: word, added_by: addedBy, added_at: addedAt })
    .onConflict((c) => c.column('word').doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows) > 0
}
