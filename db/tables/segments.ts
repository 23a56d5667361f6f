import { type RawBuilder, sql } from 'kysely'
import type { CampaignState } from '#core/campaigns/life.ts'
import { dialectOf } from '#db/dialects/dialect-of.ts'
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

export async function segmentById(db: Read, id: number): Promise<StoredSegment | undefined> {
  const row = await db.selectFrom('segments').selectAll().where('id', '=', id).executeTakeFirst()
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

/** A segment that exists keeps its filter: false then. */
export async function addSegment(db: Write, segment: Omit<StoredSegment, 'id'>): Promise<boolean> {
  const { name, filter, madeBy, madeAt } = segment
  const added = await db
    .insertInto('segments')
    .values({ name, filter, made_by: madeBy, made_at: madeAt })
    .onConflict((c) => c.column('name').doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

/** Changes a segment that still has the filter somebody saw; false when it has another by now, or is gone. */
export async function changeSegment(
  db: Write,
  seenFilter: string,
  { name, filter, madeBy, madeAt }: Omit<StoredSegment, 'id'>,
): Promise<boolean> {
  const changed = await db
    .updateTable('segments')
    .set({ filter, made_by: madeBy, made_at: madeAt })
    .where('name', '=', name)
    .where('filter', '=', seenFilter)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

export async function removeSegment(db: Write, id: number): Promise<void> {
  await db.deleteFrom('segments').where('id', '=', id).execute()
}

export interface SegmentUse {
  segment: string
  campaignId: number
  state: CampaignState
}

/** The campaigns that may still be sent or submitted, with the segment each names: what is over holds its people already. */
export async function segmentUses(db: Read): Promise<SegmentUse[]> {
  const named: RawBuilder<string> =
    dialectOf(db) === 'postgres' ? sql`campaigns.draft::json ->> 'segment'` : sql`campaigns.draft ->> 'segment'`
  const rows = await db
    .selectFrom('campaigns')
    .select([named.as('segment'), 'id', 'state'])
    .where('state', 'not in', ['closed', 'stopped'])
    .orderBy('id')
    .execute()
  return rows.map(({ segment, id, state }) => ({ segment, campaignId: id, state: state as CampaignState }))
}

function toSegment(row: { id: number; name: string; filter: string; made_by: string; made_at: number }): StoredSegment {
  return { id: row.id, name: row.name, filter: row.filter, madeBy: row.made_by, madeAt: row.made_at }
}
