import { NO_CHOICES } from '#bot/import/uploads/file-request.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { addFile } from '#db/operations/uploads/change-files.ts'
import { makeUpload } from '#db/operations/uploads/make-upload.ts'
import { askImport, askPreview } from '#db/operations/uploads/move-upload.ts'
import { useLink } from '#db/operations/uploads/open-upload.ts'
import { endPreview } from '#db/operations/uploads/upload-work.ts'

export const COUNTS = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }

/** A file of 1,000 bytes brought to a fresh page of Alice's, by worker 1. */
export async function anUpload(memory: Memory, now: number, { name = 'a.csv', digest = 'd1' } = {}) {
  const { uploadId, token } = await makeUpload(memory, now, { by: 'U0ALICE', language: 'fr' })
  const used = await useLink(memory, now, { uploadId })
  const file = { uploadId, worker: 1, name, bytes: 1000, digest, choices: NO_CHOICES }
  const added = await addFile(memory, now, file)
  if (isRefused(used) || isRefused(added)) throw new Error('the link or the file was refused')
  return { uploadId, fileId: added.fileId, link: token, work: used.token, file }
}

/** The same, previewed and being imported. */
export async function aBegunUpload(memory: Memory, now: number, given: { name?: string } = {}) {
  const upload = await anUpload(memory, now, given)
  const { uploadId } = upload
  await askPreview(memory, { uploadId })
  await endPreview(memory, { uploadId, failed: false })
  const asked = await askImport(memory, now, { uploadId })
  if (isRefused(asked)) throw new Error(asked.refused)
  return upload
}
