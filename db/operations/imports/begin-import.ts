import type { Memory } from '#db/operations/memory.ts'
import { type ImportCounts, importOfFile, insertImport } from '#db/tables/imports.ts'
import { type ImportOptions, optionsText } from './import-options.ts'

export type { ImportCounts } from '#db/tables/imports.ts'

export interface ImportFile {
  name: string
  /** SHA-256 of its bytes, hex. */
  digest: string
}

export type BegunImport =
  | { state: 'new' | 'resumed'; importId: number; afterLine: number; counts: ImportCounts }
  /** These bytes were imported with these options: nothing is left to do. */
  | { state: 'done'; importId: number; counts: ImportCounts }

/** Begins an import, or finds the one that was interrupted, or the one that was finished. */
export async function beginImport(
  { database }: Memory,
  now: number,
  { file, options }: { file: ImportFile; options: ImportOptions },
): Promise<BegunImport> {
  const text = optionsText(options)
  return database.write(async (db): Promise<BegunImport> => {
    const known = await importOfFile(db, file.digest, text)
    if (known?.state === 'done') return { state: 'done', importId: known.id, counts: sameAgain(known.counts) }
    if (known !== undefined) {
      return { state: 'resumed', importId: known.id, afterLine: known.committedLine, counts: known.counts }
    }
    const { id, counts } = await insertImport(db, { fileName: file.name, fileDigest: file.digest, options: text }, now)
    return { state: 'new', importId: id, afterLine: 0, counts }
  })
}

/** The import that brought these bytes with these options, if one was finished. */
export async function findFinishedImport(
  { database }: Memory,
  { file, options }: { file: ImportFile; options: ImportOptions },
): Promise<Extract<BegunImport, { state: 'done' }> | undefined> {
  const known = await importOfFile(database.read, file.digest, optionsText(options))
  if (known?.state !== 'done') return undefined
  return { state: 'done', importId: known.id, counts: sameAgain(known.counts) }
}

/** The same file twice changes nothing; what was refused is refused again. */
function sameAgain(counts: ImportCounts): ImportCounts {
  const { rows, refused } = counts
  return { rows, new: 0, merged: 0, unchanged: rows - refused, conflict: 0, refused }
}
