import type { Read, Write } from '#db/open.ts'

export type Verdict = 'new' | 'merged' | 'unchanged' | 'conflict' | 'refused'

export type VerdictDetail = Readonly<Record<string, string>>

/** Consecutive lines of a file with one verdict and the same codes. Never anything of the row itself. */
export interface VerdictRun {
  /** The lines, first to last; a row may span several lines of the file. */
  lines: readonly number[]
  verdict: Verdict
  codes: readonly string[]
  /** What the sentence names: fields and sources. */
  detail?: VerdictDetail
}

type StoredRun = [lines: number[], verdict: Verdict, codes: readonly string[], detail?: VerdictDetail]

export async function insertBatch(
  db: Write,
  importId: number,
  lastLine: number,
  runs: readonly VerdictRun[],
): Promise<void> {
  const stored = runs.map(
    ({ lines, verdict, codes, detail }): StoredRun =>
      detail === undefined ? [shorten(lines), verdict, codes] : [shorten(lines), verdict, codes, detail],
  )
  await db
    .insertInto('import_batches')
    .values({ import_id: importId, last_line: lastLine, verdicts: JSON.stringify(stored) })
    .execute()
}

/** The next batches after a line, in order. */
export async function batchesAfter(
  db: Read,
  importId: number,
  afterLine: number,
  limit: number,
): Promise<{ lastLine: number; runs: VerdictRun[] }[]> {
  const rows = await db
    .selectFrom('import_batches')
    .select(['last_line', 'verdicts'])
    .where('import_id', '=', importId)
    .where('last_line', '>', afterLine)
    .orderBy('last_line')
    .limit(limit)
    .execute()
  return rows.map(({ last_line, verdicts }) => ({
    lastLine: last_line,
    runs: (JSON.parse(verdicts) as StoredRun[]).map(([lines, verdict, codes, detail]) => ({
      lines: lengthen(lines),
      verdict,
      codes,
      ...(detail !== undefined && { detail }),
    })),
  }))
}

/** 5, 6, 7, 9 → 5, -2, 9: a negative number says how many more lines follow one by one. */
function shorten(lines: readonly number[]): number[] {
  const short: number[] = []
  let last = Number.NaN
  for (const line of lines) {
    const previous = short.at(-1)
    if (line !== last + 1 || previous === undefined) short.push(line)
    else if (previous < 0) short[short.length - 1] = previous - 1
    else short.push(-1)
    last = line
  }
  return short
}

function lengthen(short: readonly number[]): number[] {
  const lines: number[] = []
  for (const value of short) {
    if (value >= 0) lines.push(value)
    else for (let i = 0; i < -value; i += 1) lines.push((lines.at(-1) ?? 0) + 1)
  }
  return lines
}
