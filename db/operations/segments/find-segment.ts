import { EVERYONE, type SegmentFilter } from '#core/contacts/segment.ts'
import type { Read } from '#db/open.ts'
import { segmentByName } from '#db/tables/segments.ts'

/** The segment that is always there. */
export const EVERYONE_NAME = 'everyone'

/** The filter of a segment; undefined when there is no such segment. */
export async function findSegment(db: Read, name: string): Promise<SegmentFilter | undefined> {
  if (name === EVERYONE_NAME) return EVERYONE
  const stored = await segmentByName(db, name)
  return stored && (JSON.parse(stored.filter) as SegmentFilter)
}
