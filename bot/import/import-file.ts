import { setImmediate } from 'node:timers/promises'
import { parseRow } from '#core/contacts/parse-row.ts'
import type { ParsedRow, RefusedRow, RowContext } from '#core/contacts/row-reading.ts'
import type { House } from '#core/house.ts'
import type { ImportCounts } from '#db/operations/imports/begin-import.ts'
import { type BegunImport, beginImport } from '#db/operations/imports/begin-import.ts'
import {
  type CommittedBatch,
  commitRows,
  type ImportBatch,
  type ImportRow,
} from '#db/operations/imports/commit-rows.ts'
import { finishImport } from '#db/operations/imports/finish-import.ts'
import type { ImportOptions } from '#db/operations/imports/import-options.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { fileProblemText } from './file-problem.ts'
import { ImportError } from './import-error.ts'
import type { PreparedFile } from './prepare-file.ts'
import { readRows } from './read.ts'
import type { FileRow } from './split-rows.ts'

/** Rows of one transaction: at most 100 ms on a slow disk. */
const BATCH_ROWS = 2000

export interface ImportHooks {
  /** Asked between two batches. */
  stopped(): boolean
  progress(done: { bytes: number; counts: ImportCounts }): void
  /** Told once, before the first row. */
  begun?(importId: number): void
}

/** Where rows go: the base, or a trial that is thrown away. */
export interface ImportTarget {
  memory: Memory
  commit(now: number, batch: ImportBatch): Promise<CommittedBatch | Refused<'import-moved'>>
}

export function intoBase(memory: Memory): ImportTarget {
  return { memory, commit: (now, batch) => commitRows(memory, now, batch) }
}

export interface FileResult {
  importId: number
  counts: ImportCounts
  /** `done` before: these bytes changed nothing. `stopped`: the same command goes on where this one ended. */
  outcome: 'finished' | 'done-before' | 'stopped'
}

/** Imports a prepared file, or goes on with it where a killed run had come to. Reading goes on while the database writes. */
export async function importFile(
  target: ImportTarget,
  now: () => number,
  file: PreparedFile,
  options: ImportOptions,
  { country, by, ...hooks }: ImportHooks & { country: string; by: string },
): Promise<FileResult> {
  const { memory } = target
  const begun = await beginImport(memory, now(), { file, options })
  const { importId, counts } = begun
  if (begun.state === 'done') return { importId, counts, outcome: 'done-before' }
  hooks.begun?.(importId)
  const read = rowReader(file, memory.house, country, now())
  const committed = await commitAll(target, now, begun, file, read, hooks)
  if (committed.stopped) return { importId, counts: committed.counts, outcome: 'stopped' }
  await finishImport(memory, now(), { importId, by })
  return { importId, counts: committed.counts, outcome: 'finished' }
}

type Begun = Extract<BegunImport, { afterLine: number }>

async function commitAll(
  target: ImportTarget,
  now: () => number,
  { importId, afterLine, counts }: Begun,
  file: PreparedFile,
  read: (row: FileRow) => ImportRow,
  { stopped, progress }: ImportHooks,
): Promise<{ counts: ImportCounts; stopped: boolean }> {
  const done = { afterLine, counts }
  let writing: Promise<CommittedBatch> | undefined
  let bytes = 0
  let rows: ImportRow[] = []
  const settle = async () => {
    if (writing === undefined) return
    const { lastLine, counts } = await writing
    Object.assign(done, { afterLine: lastLine, counts })
    writing = undefined
    progress({ bytes, counts })
  }
  const commit = async () => {
    const batch = rows
    rows = []
    await settle()
    writing = committing(target, now(), { importId, afterLine: done.afterLine, rows: batch })
    // The error is met where the promise is awaited.
    writing.catch(() => {})
  }
  for await (const chunk of readRows(file.path, file.detected, { afterLine, batchRows: BATCH_ROWS / 8 })) {
    if (chunk.problem) throw new ImportError(`${file.name}: ${fileProblemText(chunk.problem, 'en')}`, chunk.problem)
    bytes = chunk.bytesRead
    for (const row of chunk.rows) rows.push(read(row))
    // The database's answers come between two pieces of reading, so that it never waits for a whole one.
    await setImmediate()
    if (rows.length < BATCH_ROWS) continue
    await commit()
    if (stopped()) break
  }
  if (!stopped() && rows.length > 0) await commit()
  await settle()
  return { counts: done.counts, stopped: stopped() }
}

async function committing(target: ImportTarget, now: number, batch: ImportBatch): Promise<CommittedBatch> {
  const committed = await target.commit(now, batch)
  if (isRefused(committed)) {
    const busy = { problem: 'imported-elsewhere', detail: '' }
    throw new ImportError('Another process imports this file right now: let it finish.', busy)
  }
  return committed
}

/** How a row of a file is read, by what was detected and said of it. */
export function rowReader(
  file: Pick<PreparedFile, 'dateOrder' | 'fields'>,
  house: House,
  country: string,
  now: number,
): (row: FileRow) => ImportRow {
  const context: RowContext = {
    defaultCountry: country,
    dateOrder: file.dateOrder,
    topics: house.topics.map(({ id, name }) => ({ id, names: Object.values(name) })),
    now,
    contactKey: house.contactKey === 'email' ? 'email' : 'customerNumber',
  }
  const { fields } = file
  return ({ line, values, problem }) => {
    const read: ParsedRow | RefusedRow =
      problem === undefined ? parseRow(values, fields, context) : { refused: problem }
    return { line, read }
  }
}
