import { isSegmentProblem, readSegment, type SegmentFilter, type SegmentProblem } from '#core/contacts/segment.ts'
import type { Write } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { addSegment, changeSegment, putSegment, type StoredSegment, segmentByName } from '#db/tables/segments.ts'
import { EVERYONE_NAME } from './find-segment.ts'

const NAME_LIMIT = 200

export interface SegmentToSave {
  name: string
  filter: unknown
  by: string
  /** `new`: only when there is none of that name; a filter: only while the segment still has it. Without it, in place of what is there. */
  over?: 'new' | SegmentFilter
}

export type SaveRefusal = Refused<'segment-name' | 'segment-exists' | 'segment-changed'>

/** Saves a named filter. A campaign already submitted keeps the people it froze. */
export async function saveSegment(
  { database, house }: Memory,
  now: number,
  { name, filter, by, over }: SegmentToSave,
): Promise<{ name: string; filter: SegmentFilter } | SegmentProblem | SaveRefusal> {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > NAME_LIMIT || trimmed === EVERYONE_NAME) return { refused: 'segment-name' }
  const topics = house.topics.map(({ id }) => id)
  const read = readSegment(filter, topics)
  if (isSegmentProblem(read)) return read
  const segment = { name: trimmed, filter: JSON.stringify(read), madeBy: by, madeAt: now }
  return database.write(async (db) => {
    const refused = await put(db, segment, over)
    if (refused !== undefined) return refused
    const act = over === undefined || over === 'new' ? 'save-segment' : 'change-segment'
    const saved = await segmentByName(db, trimmed)
    await db
      .insertInto('audit')
      .values({ at: now, actor: by, act, subject: `segment ${saved?.id}` })
      .execute()
    return { name: trimmed, filter: read }
  })
}

async function put(
  db: Write,
  segment: Omit<StoredSegment, 'id'>,
  over: SegmentToSave['over'],
): Promise<SaveRefusal | undefined> {
  if (over === undefined) await putSegment(db, segment)
  else if (over === 'new') return (await addSegment(db, segment)) ? undefined : { refused: 'segment-exists' }
  else if (!(await changeSegment(db, JSON.stringify(over), segment))) return { refused: 'segment-changed' }
  return undefined
}
