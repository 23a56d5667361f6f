import { EVERYONE, type SegmentFilter } from '#core/contacts/segment.ts'
import type { Memory } from '#db/operations/memory.ts'
import { countSegment } from './count-segment.ts'

export interface PeopleCount {
  kept: number
  /** Everybody in the base, at the same moment. */
  all: number
}

/** How many people a filter keeps, of how many: by the same condition that freezes an audience. */
export function countPeople({ database }: Pick<Memory, 'database'>, filter: SegmentFilter): Promise<PeopleCount> {
  return database.snapshot(async (db) => ({
    kept: await countSegment(db, filter),
    all: await countSegment(db, EVERYONE),
  }))
}
