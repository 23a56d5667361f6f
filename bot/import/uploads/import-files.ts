import { importFile, intoBase } from '#bot/import/import-file.ts'
import { prepareFile } from '#bot/import/prepare-file.ts'
import type { UploadFile } from '#db/operations/uploads/read-upload.ts'
import { endUpload, noteFile } from '#db/operations/uploads/upload-work.ts'
import { noteProgress } from './note-progress.ts'
import { requestOf, troubleOf, type UploadTask } from './upload-task.ts'

/** Imports an upload's files one after the other; each goes on where an interrupted process had come to. */
export async function importFiles(task: UploadTask): Promise<void> {
  const { memory, upload, now } = task
  for (const file of upload.files) {
    if (file.state === 'done' || file.state === 'done-before' || file.state === 'failed') continue
    const done = await importOne(task, file)
    if (done === 'interrupted') return
    if (done === 'cancelled') break
  }
  await endUpload(memory, now(), { uploadId: upload.id })
}

async function importOne(
  { memory, upload, store, now, machineMs, closing }: UploadTask,
  file: UploadFile,
): Promise<'through' | 'interrupted' | 'cancelled'> {
  const at = { uploadId: upload.id, fileId: file.id }
  const note = async (change: Omit<Parameters<typeof noteFile>[2], 'uploadId' | 'fileId'>) =>
    (await noteFile(memory, now(), { ...at, ...change })) === 'importing'
  if (closing()) return 'interrupted'
  if (!(await note({ state: 'working' }))) return 'cancelled'
  try {
    const { reading, options, country } = requestOf(upload, file, memory, now())
    const prepared = await prepareFile(store.pathOf(upload.folder, file.digest), reading, file.name)
    let importId: number | undefined
    const notes = noteProgress(
      ({ bytes, counts }) =>
        note({ state: 'working', bytesDone: bytes, counts, ...(importId !== undefined && { importId }) }),
      machineMs,
    )
    const { outcome, ...result } = await importFile(intoBase(memory), now, prepared, options, {
      country,
      by: upload.madeBy,
      stopped: () => closing() || notes.stopped(),
      progress: notes.progress,
      begun: (id) => {
        importId = id
      },
    })
    await notes.settled()
    const { counts } = result
    if (outcome === 'stopped') {
      await note({ state: 'working', counts, importId: result.importId })
      return notes.stopped() ? 'cancelled' : 'interrupted'
    }
    const state = outcome === 'done-before' ? 'done-before' : 'done'
    await note({ state, counts, importId: result.importId, bytesDone: file.bytes })
    return 'through'
  } catch (error) {
    const problem = troubleOf(error)
    if (problem === undefined) throw error
    await note({ state: 'failed', problem })
    return 'through'
  }
}
