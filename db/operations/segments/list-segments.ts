import { EVERYONE, type SegmentFilter } from '#core/contacts/segment.ts'
import type { Memory } from '#db/operations/memory.ts'
import { allSegments, type SegmentUse, segmentUses } from '#db/tables/segments.ts'
import { EVERYONE_NAME } from './find-segment.ts'

export interface ListedSegment {
  /** Undefined for everyone, which is always there. */
  id: number | undefined
  name: string
  filter: SegmentFilter
  /** The campaigns not over that name it. */
  uses: SegmentUse[]
}

/** Every segment by name, `everyone` first. */
export async function listSegments({ database }: Pick<Memory, 'database'>): Promise<ListedSegment[]> {
  const { stored, uses } = await database.snapshot(async (db) => ({
    stored: await allSegments(db),
    uses: await segmentUses(db),
  }))
  const usesOf = (name: string) => uses.filter(({ segment }) => segment === name)
  return [
    { id: undefined, name: EVERYONE_NAME, filter: EVERYONE, uses: usesOf(EVERYONE_NAME) },
    ...stored.map(({ id, name, filter }) => ({
      id,
      name,
      filter: JSON.parse(filter) as SegmentFilter,
      uses: usesOf(name),
    })),
  ]
}
