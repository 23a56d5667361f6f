import type { ParsedRow, RefusedRow } from '#core/contacts/row-reading.ts'
import type { Keyring } from '#db/keys/keyring.ts'
import type { Write } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { insertBatch } from '#db/tables/import-batches.ts'
import { type ImportCounts, importById, moveImport } from '#db/tables/imports.ts'
import { sourcesFor } from './batch-sources.ts'
import { BatchVerdicts } from './batch-verdicts.ts'
import { readOptions } from './import-options.ts'
import { mergeBatch, type ReadRow } from './merge-batch.ts'
import { suppressBatch } from './suppress-batch.ts'

/** One row of the file as it was read. `line` is the line it begins on. */
export interface ImportRow {
  line: number
  read: ParsedRow | RefusedRow
}

export interface ImportBatch {
  importId: number
  /** The line up to which rows were committed before. */
  afterLine: number
  /** At most about 1,000, in the order of the file. */
  rows: readonly ImportRow[]
}

export interface CommittedBatch {
  lastLine: number
  /** Of the whole import so far. */
  counts: ImportCounts
}

/** Commits one batch with its verdicts and moves the import on: all of it or nothing, so a kill between two batches loses nothing. */
export async function commitRows(
  memory: Memory,
  now: number,
  batch: ImportBatch,
): Promise<CommittedBatch | Refused<'import-moved'>> {
  const last = batch.rows.at(-1)
  if (last === undefined) throw new Error('An import commits at least one row at a time.')
  const prepared = prepareRows(batch.rows, memory.keyring)
  return memory.database.write((db) => commitBatch(db, memory, now, { ...batch, lastLine: last.line, ...prepared }))
}

interface PreparedBatch extends Omit<ImportBatch, 'rows'> {
  lastLine: number
  rows: ReadRow[]
  refusals: { line: number; codes: string[] }[]
}

/** The rows with their hashed addresses; hashing needs no transaction. */
export function prepareRows(
  rows: readonly ImportRow[],
  { addressHash }: Keyring,
): Pick<PreparedBatch, 'rows' | 'refusals'> {
  const readable: ReadRow[] = []
  const refusals: { line: number; codes: string[] }[] = []
  for (const { line, read } of rows) {
    if ('refused' in read) refusals.push({ line, codes: [read.refused] })
    else {
      const { email, phone } = read.facts
      readable.push({
        ...read,
        line,
        emailHash: email === undefined ? null : addressHash(email),
        phoneHash: phone === undefined ? null : addressHash(phone),
      })
    }
  }
  return { rows: readable, refusals }
}

async function commitBatch(
  db: Write,
  memory: Memory,
  now: number,
  { importId, afterLine, lastLine, rows, refusals }: PreparedBatch,
): Promise<CommittedBatch | Refused<'import-moved'>> {
  const stored = await importById(db, importId)
  if (stored === undefined || stored.state !== 'committing' || stored.committedLine !== afterLine) {
    return { refused: 'import-moved' }
  }
  const options = readOptions(stored.options)
  const verdicts = new BatchVerdicts(stored.counts)
  const events = options.suppression
    ? await suppressBatch(
        db,
        memory,
        now,
        (await sourcesFor(db, stored, options, new Set([undefined]))).idOf(undefined),
        rows,
        verdicts,
        refusals,
      )
    : await mergeBatch(db, memory, now, { stored, options }, rows, verdicts, refusals)
  await insertBatch(db, importId, lastLine, verdicts.runs)
  if (!(await moveImport(db, importId, { from: afterLine, to: lastLine }, verdicts.counts))) {
    throw new Error('Another process moved this import inside this transaction.')
  }
  await appendEvents(db, memory, now, events)
  return { lastLine, counts: verdicts.counts }
}
