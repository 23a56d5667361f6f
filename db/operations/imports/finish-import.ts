import { BASES_TO_ATTEST } from '#core/consent/gate-facts.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { contactsOfSource } from '#db/tables/contact-sources.ts'
import { endImport, type ImportCounts, importById } from '#db/tables/imports.ts'
import { addNotice } from '#db/tables/notices.ts'
import { addSegment } from '#db/tables/segments.ts'
import { sourcesOfImport } from '#db/tables/sources.ts'
import { readOptions } from './import-options.ts'

/**
 * Closes an import all of whose rows are committed: its lists become segments named after them, and a basis that somebody must stand for is
 * put before the privacy lead.
 */
export async function finishImport(
  { database }: Memory,
  now: number,
  { importId, by }: { importId: number; by: string },
): Promise<{ counts: ImportCounts } | Refused<'unknown-import'>> {
  const stored = await importById(database.read, importId)
  if (stored === undefined) return { refused: 'unknown-import' }
  if (stored.state === 'done') return { counts: stored.counts }
  const sources = await sourcesOfImport(database.read, importId)
  const counted = new Map<number, number>()
  for (const { id } of sources) counted.set(id, await contactsOfSource(database.read, id))
  const { suppression } = readOptions(stored.options)
  await database.write(async (db) => {
    if ((await importById(db, importId))?.state === 'done') return
    for (const { id, name, basis } of suppression ? [] : sources) {
      const filter = JSON.stringify({ field: 'source', is: name })
      await addSegment(db, { name, filter, madeBy: by, madeAt: now })
      if (!BASES_TO_ATTEST.includes(basis)) continue
      const data = { basis, contacts: counted.get(id) ?? 0, importId }
      await addNotice(db, { kind: 'attest-basis', channel: 'approvals', subjectId: id, data }, now)
    }
    await endImport(db, importId, now)
  })
  return { counts: stored.counts }
}
