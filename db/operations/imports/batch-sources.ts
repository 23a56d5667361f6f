import type { Write } from '#db/open.ts'
import type { StoredImport } from '#db/tables/imports.ts'
import { insertSource, sourcesOfImport } from '#db/tables/sources.ts'
import type { ImportOptions } from './import-options.ts'

/** Past this many values, a `list` column is no list of lists. */
const SOURCES_LIMIT = 500

/** The sources of one import by name: the file, or each value of its `list` column. Made when first met. */
export async function sourcesFor(
  db: Write,
  one: StoredImport,
  options: ImportOptions,
  lists: ReadonlySet<string | undefined>,
): Promise<{ idOf(list: string | undefined): number; nameOf(list: string | undefined): string }> {
  const own = options.source ?? one.fileName
  const ids = new Map((await sourcesOfImport(db, one.id)).map(({ id, name }) => [name, id]))
  const nameOf = (list: string | undefined) => list ?? own
  for (const name of new Set([...lists].map(nameOf))) {
    if (ids.has(name) || ids.size > SOURCES_LIMIT) continue
    ids.set(name, await addSource(db, one, options, name))
  }
  const rest = ids.get(own) ?? (ids.size > SOURCES_LIMIT ? await addSource(db, one, options, own) : 0)
  return { nameOf, idOf: (list) => ids.get(nameOf(list)) ?? rest }
}

function addSource(db: Write, one: StoredImport, options: ImportOptions, name: string): Promise<number> {
  return insertSource(db, {
    importId: one.id,
    name,
    basis: options.basis,
    basisReason: options.basisReason ?? null,
    collected: options.collected?.text ?? null,
    collectedAt: options.collected?.from ?? null,
    collectedUntil: options.collected?.until ?? null,
    fileName: one.fileName,
    fileDigest: one.fileDigest,
    importedAt: one.startedAt,
  })
}
