import type { Memory, Refused } from '#db/operations/memory.ts'
import { findSegment } from '#db/operations/segments/find-segment.ts'
import { whereSegment } from '#db/tables/segment-filter.ts'

/** `language` as it is stored on contacts; undefined for people whose language is not known. */
export interface LanguageCount {
  language: string | undefined
  count: number
}

/** How many people of a segment have each language, most first: the counts sum to `total`. */
export async function countLanguages(
  { database }: Pick<Memory, 'database'>,
  { segment }: { segment: string },
): Promise<{ total: number; languages: LanguageCount[] } | Refused<'unknown-segment'>> {
  return database.snapshot(async (db) => {
    const filter = await findSegment(db, segment)
    if (filter === undefined) return { refused: 'unknown-segment' }
    const rows = await db
      .selectFrom('contacts')
      .select((e) => ['contacts.language', e.fn.countAll<number>().as('count')])
      .where(whereSegment(db, filter))
      .groupBy('contacts.language')
      .execute()
    const languages = rows
      .map(({ language, count }) => ({ language: language ?? undefined, count: Number(count) }))
      .toSorted((a, b) => b.count - a.count || (a.language ?? '').localeCompare(b.language ?? '', 'en'))
    return { total: languages.reduce((sum, { count }) => sum + count, 0), languages }
  })
}
