import type { SegmentFilter } from '#core/contacts/segment.ts'
import { jsonRows } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'
import { whereSegment } from '#db/tables/segment-filter.ts'
import { findSegment } from './find-segment.ts'

/** The contacts of a segment in id order, a page at a time; undefined when there is no such segment. */
export async function segmentPages(
  db: Read,
  name: string,
  pageSize: number,
): Promise<AsyncIterable<readonly number[]> | undefined> {
  const filter = await findSegment(db, name)
  return filter && pagesOf(db, filter, pageSize)
}

/** One page: the ids after `afterId` that the filter keeps, in order, at most `limit`. */
export async function segmentContacts(
  db: Read,
  filter: SegmentFilter,
  afterId: number,
  limit: number,
): Promise<number[]> {
  const page = db
    .selectFrom('contacts')
    .select('contacts.id')
    .where('contacts.id', '>', afterId)
    .where(whereSegment(db, filter))
    .orderBy('contacts.id')
    .limit(limit)
  const { rows } = await db
    .selectFrom(page.as('page'))
    .select((e) => jsonRows(db, [e.ref('page.id')]).as('rows'))
    .executeTakeFirstOrThrow()
  return (JSON.parse(rows) as [id: number][]).map(([id]) => id).toSorted((a, b) => a - b)
}

async function* pagesOf(db: Read, filter: SegmentFilter, pageSize: number): AsyncGenerator<readonly number[]> {
  for (let after = 0; ; ) {
    const ids = await segmentContacts(db, filter, after, pageSize)
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
    yield ids
  }
}
