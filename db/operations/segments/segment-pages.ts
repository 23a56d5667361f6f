import type { Read } from '#db/open.ts'

/** The contacts of a segment in id order, a page at a time; undefined when there is no such segment. */
export async function segmentPages(
  db: Read,
  name: string,
  pageSize: number,
): Promise<AsyncIterable<readonly number[]> | undefined> {
  if (name !== 'everyone') return undefined
  return pagesOf(db, pageSize)
}

async function* pagesOf(db: Read, pageSize: number): AsyncGenerator<readonly number[]> {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('contacts')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
    yield rows.map(({ id }) => id)
  }
}
