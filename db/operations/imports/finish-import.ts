import { isAttestable } from '#core/consent/gate-facts.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { contactsOfSource, untracedOfSource } from '#db/tables/contact-sources.ts'
import { endImport, type ImportCounts, importById } from '#db/tables/imports.ts'
import { addNotice } from '#db/tables/notices.ts'
import { addSegment } from '#db/tables/segments.ts'
import { sourcesOfImport } from '#db/tables/sources.ts'
import { basisEvent } from './basis-event.ts'
import { readOptions } from './import-options.ts'

/**
 * Closes an import all of whose rows are committed: its lists become segments named after them, and a basis that somebody must stand for is
 * put before the privacy lead; of a documented file, its rows without a trace.
 */
export async function finishImport(
  memory: Memory,
  now: number,
  { importId, by }: { importId: number; by: string },
): Promise<{ counts: ImportCounts } | Refused<'unknown-import'>> {
  const { database } = memory
  const stored = await importById(database.read, importId)
  if (stored === undefined) return { refused: 'unknown-import' }
  if (stored.state === 'done') return { counts: stored.counts }
  const sources = await sourcesOfImport(database.read, importId)
  const counted = new Map<number, number>()
  for (const { id, basis } of sources) {
    const count = basis === 'documented' ? untracedOfSource : contactsOfSource
    counted.set(id, await count(database.read, id))
  }
  const { suppression } = readOptions(stored.options)
  await database.write(async (db) => {
    if ((await importById(db, importId))?.state === 'done') return
    const declared: NewEvent[] = []
    for (const { id, name, basis } of suppression ? [] : sources) {
      const filter = JSON.stringify({ field: 'source', is: name })
      await addSegment(db, { name, filter, madeBy: by, madeAt: now })
      const contacts = counted.get(id) ?? 0
      if (!isAttestable(basis) || (basis === 'documented' && contacts === 0)) continue
      const data = { basis, contacts, importId }
      declared.push(basisEvent('basis-declared', id, by))
      await addNotice(db, { kind: 'attest-basis', channel: 'approvals', subjectId: id, data }, now)
    }
    await endImport(db, importId, now)
    await appendEvents(db, memory, now, declared)
  })
  return { counts: stored.counts }
}
