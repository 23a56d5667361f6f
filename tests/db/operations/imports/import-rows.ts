import { createHash } from 'node:crypto'
import type { ContactFacts } from '#core/contacts/contact-facts.ts'
import type { ImportStatus } from '#core/contacts/status-words.ts'
import { beginImport, type ImportCounts } from '#db/operations/imports/begin-import.ts'
import { commitRows } from '#db/operations/imports/commit-rows.ts'
import { finishImport } from '#db/operations/imports/finish-import.ts'
import type { ImportOptions } from '#db/operations/imports/import-options.ts'
import { type RowVerdict, readVerdicts } from '#db/operations/imports/read-verdicts.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'

export type GivenRow = Partial<ContactFacts> & { status?: ImportStatus }

export interface GivenFile {
  name?: string
  rows: readonly GivenRow[]
  options?: Partial<ImportOptions>
  /** Rows of one batch. */
  batch?: number
}

export interface Imported {
  importId: number
  counts: ImportCounts
  state: 'new' | 'resumed' | 'done'
  verdicts: RowVerdict[]
}

function someOptions(change: Partial<ImportOptions> = {}): ImportOptions {
  return { basis: 'unknown', topics: [], channels: [], prefer: {}, suppression: false, reading: '', ...change }
}

/** Rows as a file brings them, from the first batch to the last. The same rows are the same file. */
export async function importRows(memory: Memory, now: number, given: GivenFile): Promise<Imported> {
  const digest = createHash('sha256').update(JSON.stringify(given.rows)).digest('hex')
  const file = { name: given.name ?? 'file.csv', digest }
  const begun = await beginImport(memory, now, { file, options: someOptions(given.options) })
  const { importId, state } = begun
  if (begun.state !== 'done') {
    let { afterLine } = begun
    const size = given.batch ?? 100
    for (let from = 0; from < given.rows.length; from += size) {
      const rows = given.rows.slice(from, from + size).map(({ status, ...facts }, index) => ({
        line: from + index + 2,
        read: { facts: { tags: [], custom: {}, ...facts }, warnings: [], ...(status && { status }) },
      }))
      const committed = await commitRows(memory, now, { importId, afterLine, rows })
      if (isRefused(committed)) throw new Error(committed.refused)
      afterLine = committed.lastLine
    }
    const finished = await finishImport(memory, now, { importId, by: 'U0ALICE' })
    if (isRefused(finished)) throw new Error(finished.refused)
    return { importId, counts: finished.counts, state, verdicts: await allVerdicts(memory, importId) }
  }
  return { importId, counts: begun.counts, state, verdicts: await allVerdicts(memory, importId) }
}

async function allVerdicts(memory: Memory, importId: number): Promise<RowVerdict[]> {
  return (await Array.fromAsync(readVerdicts(memory, importId))).flat()
}
