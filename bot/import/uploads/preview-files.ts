import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ImportTarget, importFile } from '#bot/import/import-file.ts'
import { prepareFile } from '#bot/import/prepare-file.ts'
import { type ReportedFile, writeReport } from '#bot/import/write-report.ts'
import { findFinishedImport } from '#db/operations/imports/begin-import.ts'
import { openTrial, previewRows } from '#db/operations/imports/preview-import.ts'
import { readVerdicts } from '#db/operations/imports/read-verdicts.ts'
import type { Memory } from '#db/operations/memory.ts'
import {
  type FileFindings,
  readUpload,
  type UploadFile,
  type UploadWithFiles,
} from '#db/operations/uploads/read-upload.ts'
import { endPreview, noteFile } from '#db/operations/uploads/upload-work.ts'
import { noteProgress } from './note-progress.ts'
import { requestOf, troubleOf, type UploadTask } from './upload-task.ts'

/** Tries an upload's files one after the other in a database that is thrown away; it starts over when it was interrupted. */
export async function previewFiles(task: UploadTask): Promise<void> {
  const { memory, upload, store } = task
  const folder = store.trialFolder(upload.folder)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await using trial = await openTrial(memory, join(folder, 'trial.db'))
    const target: ImportTarget = {
      memory: trial.memory,
      commit: (now, batch) => previewRows(memory, trial, now, batch),
    }
    const reported: ReportedFile[] = []
    let failed = false
    for (const file of upload.files) {
      const tried = await tryFile(task, target, file)
      if (tried === 'stopped') return
      if (tried === 'failed') failed = true
      else reported.push(tried)
    }
    if (!failed) await writeReport(store.reportOf(upload.folder), reported, upload.language)
    // Stopped, corrected and asked for again before this one noticed: it is of what was chosen before, and the next one is due.
    if (said(await readUpload(memory, upload.id)) !== said(upload)) return
    await endPreview(memory, { uploadId: upload.id, failed })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function said(upload: UploadWithFiles | undefined): string {
  return JSON.stringify([upload?.rules, upload?.files.map(({ id, choices }) => [id, choices])])
}

async function tryFile(
  { memory, upload, store, now, machineMs, closing }: UploadTask,
  target: ImportTarget,
  file: UploadFile,
): Promise<ReportedFile | 'failed' | 'stopped'> {
  const at = { uploadId: upload.id, fileId: file.id }
  const note = async (change: Omit<Parameters<typeof noteFile>[2], 'uploadId' | 'fileId'>) =>
    (await noteFile(memory, now(), { ...at, ...change })) === 'previewing'
  if (!(await note({ state: 'working' })) || closing()) return 'stopped'
  try {
    const { reading, options, country } = requestOf(upload, file, memory, now())
    const prepared = await prepareFile(store.pathOf(upload.folder, file.digest), reading, file.name)
    const before = await findFinishedImport(memory, { file: prepared, options })
    if (before !== undefined) {
      await note({ state: 'done-before', counts: before.counts, bytesDone: file.bytes })
      return { memory, name: file.name, importId: before.importId, again: true }
    }
    const notes = noteProgress(({ bytes, counts }) => note({ state: 'working', bytesDone: bytes, counts }), machineMs)
    const { importId, counts, outcome } = await importFile(target, now, prepared, options, {
      country,
      by: upload.madeBy,
      stopped: () => closing() || notes.stopped(),
      progress: notes.progress,
    })
    await notes.settled()
    if (outcome === 'stopped') return 'stopped'
    const findings = await findingsOf(target.memory, importId)
    const goesOn = await note({ state: 'done', counts, findings, bytesDone: file.bytes })
    return goesOn ? { memory: target.memory, name: file.name, importId, again: false } : 'stopped'
  } catch (error) {
    const problem = troubleOf(error)
    if (problem === undefined) throw error
    await note({ state: 'failed', problem })
    return 'failed'
  }
}

/** Rows per field two sources disagree on, and per reason of refusal. */
async function findingsOf(memory: Memory, importId: number): Promise<FileFindings> {
  const conflicts: Record<string, number> = {}
  const refusals: Record<string, number> = {}
  for await (const rows of readVerdicts(memory, importId)) {
    for (const { verdict, codes, detail } of rows) {
      if (verdict === 'refused') count(refusals, codes[0] ?? '')
      if (verdict === 'conflict') for (const field of (detail?.['fields'] ?? '').split(' ')) count(conflicts, field)
    }
  }
  return { conflicts, refusals }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}
