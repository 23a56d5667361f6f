import { HEARTBEAT_LIMIT_MS } from '#db/operations/house/start-worker.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { ImportCounts } from '#db/tables/imports.ts'
import { type FileFindings, type FileTrouble, filesOfUpload, type StoredUploadFile } from '#db/tables/upload-files.ts'
import { keptUploads, type StoredUpload, type UploadState, uploadById } from '#db/tables/uploads.ts'
import { showImportCard } from './import-card.ts'

/** Every upload whose files may still be on a disk; those whose time is over are expired first. */
export async function uploadsKept({ database }: Memory, now: number): Promise<StoredUpload[]> {
  const kept = await keptUploads(database.read)
  const late = kept.filter(({ state, expiresAt }) => isIdle(state) && expiresAt <= now)
  if (late.length === 0) return kept
  const ids = late.map(({ id }) => id)
  await database.write((db) =>
    db
      .updateTable('uploads')
      .set({ state: 'expired', ended_at: now })
      .where('id', 'in', ids)
      .where('state', 'in', ['collecting', 'previewed'])
      .where('expires_at', '<=', now)
      .execute(),
  )
  return keptUploads(database.read)
}

function isIdle(state: UploadState): boolean {
  return state === 'collecting' || state === 'previewed'
}

/**
 * Takes the work on an upload for one process: one that had it keeps it as long as it lives. An import that another process began is marked as
 * gone on with, and its card says so. `nowMs` is the machine's time, which hearts beat in.
 */
export function claimUpload(
  { database }: Memory,
  now: number,
  { uploadId, worker, nowMs }: { uploadId: number; worker: number; nowMs: number },
): Promise<boolean> {
  return database.write(async (db) => {
    const living = db
      .selectFrom('workers')
      .select('id')
      .where('stopped_at', 'is', null)
      .where('heartbeat_at', '>=', nowMs - HEARTBEAT_LIMIT_MS)
    const before = await uploadById(db, uploadId)
    const { numUpdatedRows } = await db
      .updateTable('uploads')
      .set({ worker_id: worker })
      .where('id', '=', uploadId)
      .where((e) => e.or([e('worker_id', 'is', null), e('worker_id', '=', worker), e('worker_id', 'not in', living)]))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    const begun = before?.state === 'importing' || before?.state === 'cancelling'
    if (begun && before.workerId !== worker) {
      await db.updateTable('uploads').set({ resumed_at: now }).where('id', '=', uploadId).execute()
      await showImportCard(db, uploadId, now)
    }
    return true
  })
}

export interface FileMove {
  uploadId: number
  fileId: number
  state: StoredUploadFile['state']
  bytesDone?: number
  counts?: ImportCounts
  findings?: FileFindings
  importId?: number
  problem?: FileTrouble
}

/** Writes how far a file is; resolves to the upload's state, which may have been changed by a person meanwhile. */
export function noteFile({ database }: Memory, now: number, move: FileMove): Promise<UploadState> {
  return database.write(async (db) => {
    await db
      .updateTable('upload_files')
      .set({
        state: move.state,
        ...(move.bytesDone !== undefined && { bytes_done: move.bytesDone }),
        ...(move.counts !== undefined && { counts: JSON.stringify(move.counts) }),
        ...(move.findings !== undefined && { findings: JSON.stringify(move.findings) }),
        ...(move.importId !== undefined && { import_id: move.importId }),
        ...(move.problem !== undefined && { problem: JSON.stringify(move.problem) }),
      })
      .where('id', '=', move.fileId)
      .where('upload_id', '=', move.uploadId)
      .execute()
    const state = (await uploadById(db, move.uploadId))?.state ?? 'cancelled'
    if (state === 'importing') await showImportCard(db, move.uploadId, now, { often: true })
    return state
  })
}

/** The preview is complete; or a file cannot be imported, and the person has to look at it. */
export async function endPreview(
  { database }: Memory,
  { uploadId, failed }: { uploadId: number; failed: boolean },
): Promise<void> {
  await database.write((db) =>
    db
      .updateTable('uploads')
      .set({ state: failed ? 'collecting' : 'previewed' })
      .where('id', '=', uploadId)
      .where('state', '=', 'previewing')
      .execute(),
  )
}

/** Every file is through, or the import was told to stop. */
export async function endUpload({ database }: Memory, now: number, { uploadId }: { uploadId: number }): Promise<void> {
  await database.write(async (db) => {
    const upload = await uploadById(db, uploadId)
    if (upload?.state !== 'importing' && upload?.state !== 'cancelling') return
    const files = await filesOfUpload(db, uploadId)
    // Told to stop too late: everything is in.
    const left = files.some(({ state }) => state === 'waiting' || state === 'working')
    const state = upload.state === 'cancelling' && left ? 'cancelled' : 'done'
    await db
      .updateTable('uploads')
      .set({ state, ended_at: now })
      .where('id', '=', uploadId)
      .where('state', '=', upload.state)
      .execute()
    await showImportCard(db, uploadId, now)
  })
}

/** Its files are no longer on a disk. */
export async function noteRemoved({ database }: Memory, now: number, uploadId: number): Promise<void> {
  await database.write((db) => db.updateTable('uploads').set({ removed_at: now }).where('id', '=', uploadId).execute())
}
