import { isSegmentProblem, readSegment, type SegmentFilter, type SegmentProblem } from '#core/contacts/segment.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { putSegment } from '#db/tables/segments.ts'
import { countSegment } from './count-segment.ts'
import { EVERYONE_NAME } from './find-segment.ts'

const NAME_LIMIT = 200

export interface SavedSegment {
  name: string
  filter: SegmentFilter
  contacts: number
}

/** Saves a named filter, in place of one of the same name. A campaign already submitted keeps the people it froze. */
export async function saveSegment(
  { database, house }: Memory,
  now: number,
  { name, filter, by }: { name: string; filter: unknown; by: string },
): Promise<SavedSegment | SegmentProblem | Refused<'segment-name'>> {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > NAME_LIMIT || trimmed === EVERYONE_NAME) return { refused: 'segment-name' }
  const topics = house.topics.map(({ id }) => id)
  const read = readSegment(filter, topics)
  if (isSegmentProblem(read)) return read
  await database.write((db) => putSegment(db, { name: trimmed, filter: JSON.stringify(read), madeBy: by, madeAt: now }))
  return { name: trimmed, filter: read, contacts: await countSegment(database.read, read) }
}
