import type { Read } from '#db/open.ts'

/** The names of sources, the newest first, each once. */
export async function sourceNames(db: Read, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['name', (e) => e.fn.max('id').as('newest')])
    .groupBy('name')
    .orderBy('newest', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ name }) => name)
}
