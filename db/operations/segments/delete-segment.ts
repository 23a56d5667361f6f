import type { Memory, Refused } from '#db/operations/memory.ts'
import { removeSegment, segmentById, segmentUses } from '#db/tables/segments.ts'

/** Deletes a filter that no campaign names any more, but for those that are over: they hold their people themselves. */
export async function deleteSegment(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { id, by }: { id: number; by: string },
): Promise<{ name: string } | Refused<'unknown-segment' | 'segment-used'>> {
  return database.write(async (db) => {
    const stored = await segmentById(db, id)
    if (stored === undefined) return { refused: 'unknown-segment' }
    const uses = (await segmentUses(db)).filter(({ segment }) => segment === stored.name)
    if (uses.length > 0) {
      return { refused: 'segment-used', data: { campaigns: uses.map(({ campaignId }) => campaignId).join(', ') } }
    }
    await removeSegment(db, id)
    await db
      .insertInto('audit')
      .values({ at: now, actor: by, act: 'delete-segment', subject: `segment ${id}` })
      .execute()
    return { name: stored.name }
  })
}
