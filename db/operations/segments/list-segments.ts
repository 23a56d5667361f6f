import { EVERYONE, type SegmentFilter } from '#core/contacts/segment.ts'
import type { Memory } from '#db/operations/memory.ts'
import { allSegments } from '#db/tables/segments.ts'
import { EVERYONE_NAME } from './find-segment.ts'

export interface ListedSegment {
  name: string
  filter: SegmentFilter
}

/** Every segment by name, `everyone` first. */
export async function listSegments({ database }: Pick<Memory, 'database'>): Promise<ListedSegment[]> {
  const stored = await allSegments(database.read)
  return [
    { name: EVERYONE_NAME, filter: EVERYONE },
    ...stored.map(({ name, filter }) => ({ name, filter: JSON.parse(filter) as SegmentFilter })),
  ]
}
