import type { SegmentFilter } from '#core/contacts/segment.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { sourceNames } from '#db/tables/segment-sources.ts'
import { type SegmentUse, segmentById, segmentUses } from '#db/tables/segments.ts'

export interface OpenSegment {
  id: number
  name: string
  filter: SegmentFilter
  uses: SegmentUse[]
}

/** One saved segment, and the campaigns not over that name it. */
export async function openSegment(
  { database }: Pick<Memory, 'database'>,
  id: number,
): Promise<OpenSegment | Refused<'unknown-segment'>> {
  return database.snapshot(async (db) => {
    const stored = await segmentById(db, id)
    if (stored === undefined) return { refused: 'unknown-segment' }
    const uses = (await segmentUses(db)).filter(({ segment }) => segment === stored.name)
    return { id, name: stored.name, filter: JSON.parse(stored.filter) as SegmentFilter, uses }
  })
}

/** The sources a person can choose among, the newest first, at most `limit`. A name may say who somebody is: never posted. */
export function namesOfSources({ database }: Pick<Memory, 'database'>, limit: number): Promise<string[]> {
  return sourceNames(database.read, limit)
}
