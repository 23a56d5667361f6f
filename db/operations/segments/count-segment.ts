import type { SegmentFilter } from '#core/contacts/segment.ts'
import type { Read } from '#db/open.ts'
import { whereSegment } from '#db/tables/segment-filter.ts'

/** How many contacts a filter keeps now. */
export async function countSegment(db: Read, filter: SegmentFilter): Promise<number> {
  const { count } = await db
    .selectFrom('contacts')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where(whereSegment(db, filter))
    .executeTakeFirstOrThrow()
  return Number(count)
}
