import type { Read, Write } from '#db/open.ts'

export interface StoredSegment {
  id: number
  name: string
  /** JSON, validated when it was saved. */
  filter: string
  madeBy: string
  madeAt: number
}

export async function allSegments(db: Read): Promise<StoredSegment[]> {
  const rows = await db.selectFrom('segments').selectAll().orderBy('name').execute()
  return rows.map(toSegment)
}

export async function segmentByName(db: Read, name: string): Promise<StoredSegment | undefined> {
  const row = await db.selectFrom('segments').selectAll().where('name', '=', name).executeTakeFirst()
  return row && toSegment(row)
}

/** Replaces a segment of the same name. */
export async function putSegment(db: Write, segment: Omit<StoredSegment, 'id'>): Promise<void> {
  const { name, filter, madeBy, madeAt } = segment
  await db
    .insertInto('segments')
    .values({ name, filter, made_by: madeBy, made_at: madeAt })
    .onConflict((c) => c.column('name').doUpdateSet({ filter, made_by: madeBy, made_at: madeAt }))
    .execute()
}

/** A segment that exists keeps its filter. */
export async function addSegment(db: Write, segment: Omit<StoredSegment, 'id'>): Promise<void> {
  const { name, filter, madeBy, madeAt } = segment
  await db
    .insertInto('segments')
    .values({ name, filter, made_by: madeBy, made_at: madeAt })
    .onConflict((c) => c.column('name').doNothing())
    .execute()
}

function toSegment(row: { id: number; name: string; filter: string; made_by: string; made_at: number }): StoredSegment {
  return { id: row.id, name: row.name, filter: row.filter, madeBy: row.made_by, madeAt: row.made_at }
}
