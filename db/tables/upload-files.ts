import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'
import type { ImportCounts } from './imports.ts'

/** How a file is to be read and what is said of it, as the person chose and typed it: it may be wrong, and is kept all the same. */
export interface FileChoices {
  /** Empty: as detected. */
  encoding: string
  delimiter: string
  /** `#3=email`: what a column means where that is not what its title says. */
  columns: readonly string[]
  source: string
  basis: string
  reason: string
  collected: string
  topics: readonly string[]
  channels: readonly string[]
  country: string
  language: string
  suppression: boolean
}

/** What a preview found, in rows. */
export interface FileFindings {
  conflicts: Readonly<Record<string, number>>
  refusals: Readonly<Record<string, number>>
}

/** Why a file cannot be imported: a code and what its sentence names, never a cell. */
export interface FileTrouble {
  problem: string
  detail: string
}

export interface StoredUploadFile {
  id: number
  uploadId: number
  name: string
  bytes: number
  /** SHA-256 of its bytes, hex; also its name on the disk. */
  digest: string
  choices: FileChoices
  state: Schema['upload_files']['state']
  counts: ImportCounts | undefined
  findings: FileFindings | undefined
  bytesDone: number
  importId: number | undefined
  problem: FileTrouble | undefined
}

export async function filesOfUpload(db: Read, uploadId: number): Promise<StoredUploadFile[]> {
  const rows = await db.selectFrom('upload_files').selectAll().where('upload_id', '=', uploadId).orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    uploadId: row.upload_id,
    name: row.name,
    bytes: row.bytes,
    digest: row.digest,
    choices: JSON.parse(row.choices) as FileChoices,
    state: row.state,
    counts: parsed<ImportCounts>(row.counts),
    findings: parsed<FileFindings>(row.findings),
    bytesDone: row.bytes_done,
    importId: row.import_id ?? undefined,
    problem: parsed<FileTrouble>(row.problem),
  }))
}

export async function insertUploadFile(
  db: Write,
  one: Pick<StoredUploadFile, 'uploadId' | 'name' | 'bytes' | 'digest' | 'choices'>,
  now: number,
): Promise<number> {
  const { id } = await db
    .insertInto('upload_files')
    .values({
      upload_id: one.uploadId,
      name: one.name,
      bytes: one.bytes,
      digest: one.digest,
      choices: JSON.stringify(one.choices),
      state: 'waiting',
      bytes_done: 0,
      added_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Every file starts over: nothing of an earlier preview is shown with new choices. */
export async function resetFiles(db: Write, uploadId: number): Promise<void> {
  await db
    .updateTable('upload_files')
    .set({ state: 'waiting', counts: null, findings: null, bytes_done: 0, problem: null, import_id: null })
    .where('upload_id', '=', uploadId)
    .execute()
}

function parsed<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T)
}
