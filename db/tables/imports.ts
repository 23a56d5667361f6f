import type { Read, Write } from '#db/open.ts'

export interface ImportCounts {
  rows: number
  new: number
  merged: number
  unchanged: number
  conflict: number
  refused: number
}

const NO_COUNTS: ImportCounts = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }

export interface StoredImport {
  id: number
  fileName: string
  fileDigest: string
  /** JSON, as the operations wrote it. */
  options: string
  state: 'committing' | 'done'
  counts: ImportCounts
  committedLine: number
  startedAt: number
}

export async function insertImport(
  db: Write,
  one: Pick<StoredImport, 'fileName' | 'fileDigest' | 'options'>,
  now: number,
): Promise<StoredImport> {
  const { id } = await db
    .insertInto('imports')
    .values({
      file_name: one.fileName,
      file_digest: one.fileDigest,
      options: one.options,
      state: 'committing',
      counts: JSON.stringify(NO_COUNTS),
      committed_row: 0,
      started_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...one, id, state: 'committing', counts: NO_COUNTS, committedLine: 0, startedAt: now }
}

/** The last import of these bytes with these options. */
export async function importOfFile(db: Read, fileDigest: string, options: string): Promise<StoredImport | undefined> {
  const row = await db
    .selectFrom('imports')
    .selectAll()
    .where('file_digest', '=', fileDigest)
    .where('options', '=', options)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toImport(row)
}

export async function importById(db: Read, id: number): Promise<StoredImport | undefined> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toImport(row)
}

/** Moves an import from one committed line to the next; false when another process moved it first. */
export async function moveImport(
  db: Write,
  id: number,
  lines: { from: number; to: number },
  counts: ImportCounts,
): Promise<boolean> {
  const moved = await db
    .updateTable('imports')
    .set({ committed_row: lines.to, counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .where('committed_row', '=', lines.from)
    .where('state', '=', 'committing')
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n
}

export async function endImport(db: Write, id: number, now: number): Promise<void> {
  await db.updateTable('imports').set({ state: 'done', finished_at: now }).where('id', '=', id).execute()
}

function toImport(row: {
  id: number
  file_name: string
  file_digest: string
  options: string
  state: 'committing' | 'done'
  counts: string
  committed_row: number
  started_at: number
}): StoredImport {
  return {
    id: row.id,
    fileName: row.file_name,
    fileDigest: row.file_digest,
    options: row.options,
    state: row.state,
    counts: JSON.parse(row.counts) as ImportCounts,
    committedLine: row.committed_row,
    startedAt: row.started_at,
  }
}
