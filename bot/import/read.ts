import { open } from 'node:fs/promises'
import type { Detected } from './detect.ts'
import { decoding } from './encodings.ts'
import type { FileProblem } from './file-problem.ts'
import { type FileRow, RowSplitter } from './split-rows.ts'

export interface RowBatch {
  readonly rows: readonly FileRow[]
  /** Of `Detected.bytes`, for a progress bar. */
  readonly bytesRead: number
  /** Only in the last batch: why reading stopped before the end of the file. */
  readonly problem?: FileProblem
}

export interface ReadOptions {
  /** Rows that begin on this line or before it are skipped: where a killed import had come to. */
  readonly afterLine?: number
  /** At most so many rows in a batch. */
  readonly batchRows?: number
}

const CHUNK_BYTES = 131_072

/** Streams a file's rows in order, in flat memory, whatever its size. Blank lines are no rows. */
export async function* readRows(
  path: string,
  detected: Detected,
  options: ReadOptions = {},
): AsyncGenerator<RowBatch, void, void> {
  const afterLine = Math.max(detected.headerLine, options.afterLine ?? 0)
  const file = await open(path, 'r')
  try {
    if ((await file.stat()).size !== detected.bytes) {
      yield { rows: [], bytesRead: 0, problem: { problem: 'changed', detail: '' } }
      return
    }
    const decoder = decoding(detected.encoding)
    const splitter = new RowSplitter({
      delimiter: detected.delimiter,
      quote: detected.quote,
      lineEnd: detected.lineEnd,
      columns: detected.headers.length,
      firstLine: 1,
    })
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    let bytesRead = detected.bomBytes
    while (splitter.tooLongAfter === undefined) {
      const chunk = await file.read(buffer, 0, CHUNK_BYTES, bytesRead)
      const rows: FileRow[] = []
      if (chunk.bytesRead > 0) splitter.push(decoder.write(buffer.subarray(0, chunk.bytesRead)), rows)
      else {
        splitter.push(decoder.end(), rows)
        splitter.end(rows)
      }
      bytesRead += chunk.bytesRead
      yield* batches(unread(rows, afterLine), bytesRead, options.batchRows ?? 1_000)
      if (chunk.bytesRead === 0) return
    }
    yield { rows: [], bytesRead, problem: { problem: 'line-too-long', detail: String(splitter.tooLongAfter) } }
  } finally {
    await file.close()
  }
}

function unread(rows: readonly FileRow[], afterLine: number): readonly FileRow[] {
  const last = rows.at(-1)
  if (last === undefined || last.line <= afterLine) return []
  return (rows[0]?.line ?? 0) > afterLine ? rows : rows.filter((row) => row.line > afterLine)
}

function* batches(rows: readonly FileRow[], bytesRead: number, size: number): Generator<RowBatch> {
  for (let at = 0; at < rows.length; at += size) yield { rows: rows.slice(at, at + size), bytesRead }
}
