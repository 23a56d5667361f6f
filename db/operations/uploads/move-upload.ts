import type { Memory, Refused } from '#db/operations/memory.ts'
import { filesOfUpload, resetFiles } from '#db/tables/upload-files.ts'
import { uploadById } from '#db/tables/uploads.ts'
import { showImportCard } from './import-card.ts'

/** `no-files`: nothing was brought. `not-now`: it is not in the state that this needs. */
type MoveRefusal = Refused<'no-files' | 'not-now'>

/** Asks whoever has the files to try them. */
export function askPreview(
  { database }: Memory,
  { uploadId }: { uploadId: number },
): Promise<{ asked: true } | MoveRefusal> {
  return database.write(async (db) => {
    if ((await filesOfUpload(db, uploadId)).length === 0) return { refused: 'no-files' }
    const { numUpdatedRows } = await db
      .updateTable('uploads')
      .set({ state: 'previewing' })
      .where('id', '=', uploadId)
      .where('state', 'in', ['collecting', 'previewed'])
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { refused: 'not-now' }
    await resetFiles(db, uploadId)
    return { asked: true }
  })
}

/** Asks whoever has the files to import them, as they were previewed. */
export function askImport(
  { database }: Memory,
  now: number,
  { uploadId }: { uploadId: number },
): Promise<{ asked: true } | MoveRefusal> {
  return database.write(async (db) => {
    const row = await db
      .updateTable('uploads')
      .set({ state: 'importing', begun_at: now, shown_at: now })
      .where('id', '=', uploadId)
      .where('state', '=', 'previewed')
      .returning('made_by')
      .executeTakeFirst()
    if (row === undefined) return { refused: 'not-now' }
    await resetFiles(db, uploadId)
    await db
      .insertInto('audit')
      .values({ at: now, actor: row.made_by, act: 'begin-import', subject: `upload:${uploadId}` })
      .execute()
    await showImportCard(db, uploadId, now)
    return { asked: true }
  })
}

/**
 * Nothing more is written; what is committed stays. A running import ends between two batches, a preview is left. `by`: who asked; without it the
 * person the page was made for.
 */
export function cancelUpload(
  { database }: Memory,
  now: number,
  { uploadId, by }: { uploadId: number; by?: string },
): Promise<{ state: 'cancelling' | 'cancelled' | 'collecting' } | Refused<'not-now'>> {
  return database.write(async (db) => {
    const upload = await uploadById(db, uploadId)
    const next = {
      importing: 'cancelling',
      previewing: 'collecting',
      collecting: 'cancelled',
      previewed: 'cancelled',
    } as const
    const state = upload?.state
    if (upload === undefined || state === undefined || !(state in next)) return { refused: 'not-now' }
    const to = next[state as keyof typeof next]
    const who = by ?? upload.madeBy
    const { numUpdatedRows } = await db
      .updateTable('uploads')
      .set({
        state: to,
        ...(to !== 'collecting' && { ended_by: who }),
        ...(to === 'cancelled' && { ended_at: now }),
      })
      .where('id', '=', uploadId)
      .where('state', '=', state)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { refused: 'not-now' }
    // What a preview counted was never imported.
    if (to !== 'cancelling') await resetFiles(db, uploadId)
    await db
      .insertInto('audit')
      .values({ at: now, actor: who, act: `cancel-upload`, subject: `upload:${uploadId}` })
      .execute()
    if (to === 'cancelling') await showImportCard(db, uploadId, now)
    return { state: to }
  })
}
