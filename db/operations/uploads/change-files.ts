import type { Write } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { type FileChoices, filesOfUpload, insertUploadFile, resetFiles } from '#db/tables/upload-files.ts'
import { type UploadRules, uploadById } from '#db/tables/uploads.ts'

export const UPLOAD_FILES_LIMIT = 20

/** `upload-busy`: its files are being looked at or imported right now. `upload-over`: it is done, cancelled or too old. */
export type ChangeRefusal = Refused<'upload-busy' | 'upload-over'>

/** A file that stands on the disk of this process. */
export function addFile(
  { database }: Memory,
  now: number,
  given: { uploadId: number; worker: number; name: string; bytes: number; digest: string; choices: FileChoices },
): Promise<{ fileId: number } | ChangeRefusal | Refused<'file-twice' | 'too-many-files'>> {
  const { worker, ...file } = given
  return database.write(async (db) => {
    const refused = await reopen(db, file.uploadId)
    if (refused) return refused
    const files = await filesOfUpload(db, file.uploadId)
    if (files.some(({ digest }) => digest === file.digest)) return { refused: 'file-twice' }
    if (files.length >= UPLOAD_FILES_LIMIT) return { refused: 'too-many-files' }
    await db.updateTable('uploads').set({ worker_id: worker }).where('id', '=', file.uploadId).execute()
    return { fileId: await insertUploadFile(db, file, now) }
  })
}

/** The file is not wanted after all. */
export function dropFile(
  { database }: Memory,
  { uploadId, fileId }: { uploadId: number; fileId: number },
): Promise<{ dropped: true } | ChangeRefusal> {
  return database.write(async (db) => {
    const refused = await reopen(db, uploadId)
    if (refused) return refused
    await db.deleteFrom('upload_files').where('id', '=', fileId).where('upload_id', '=', uploadId).execute()
    return { dropped: true }
  })
}

/** What was typed is kept as it is, right or wrong; any earlier preview is void. */
export function saveChoices(
  { database }: Memory,
  { uploadId, fileId, choices }: { uploadId: number; fileId: number; choices: FileChoices },
): Promise<{ saved: true } | ChangeRefusal> {
  return database.write(async (db) => {
    const refused = await reopen(db, uploadId)
    if (refused) return refused
    await db
      .updateTable('upload_files')
      .set({ choices: JSON.stringify(choices) })
      .where('id', '=', fileId)
      .where('upload_id', '=', uploadId)
      .execute()
    return { saved: true }
  })
}

/** Whose value wins, for all files of the upload. */
export function saveRules(
  { database }: Memory,
  { uploadId, rules }: { uploadId: number; rules: UploadRules },
): Promise<{ saved: true } | ChangeRefusal> {
  return database.write(async (db) => {
    const refused = await reopen(db, uploadId)
    if (refused) return refused
    await db
      .updateTable('uploads')
      .set({ rules: JSON.stringify(rules) })
      .where('id', '=', uploadId)
      .execute()
    return { saved: true }
  })
}

/** Back to collecting, with no preview; or why not. */
async function reopen(db: Write, uploadId: number): Promise<ChangeRefusal | undefined> {
  // Touched first, so that two changes at once come one after the other.
  const { numUpdatedRows } = await db
    .updateTable('uploads')
    .set({ state: 'collecting' })
    .where('id', '=', uploadId)
    .where('state', 'in', ['collecting', 'previewed'])
    .executeTakeFirst()
  if (numUpdatedRows === 1n) {
    await resetFiles(db, uploadId)
    return undefined
  }
  const state = (await uploadById(db, uploadId))?.state
  return {
    refused: state === 'previewing' || state === 'importing' || state === 'cancelling' ? 'upload-busy' : 'upload-over',
  }
}
