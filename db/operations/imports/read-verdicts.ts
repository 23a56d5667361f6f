import type { Memory } from '#db/operations/memory.ts'
import { batchesAfter, type Verdict, type VerdictDetail } from '#db/tables/import-batches.ts'

export interface RowVerdict {
  /** The file's line the row begins on. */
  line: number
  verdict: Verdict
  codes: readonly string[]
  detail?: VerdictDetail | undefined
}

const BATCHES_AT_ONCE = 20

/** What became of every row of an import, in the order of the file; a few thousand at a time. */
export async function* readVerdicts({ database }: Memory, importId: number): AsyncGenerator<RowVerdict[]> {
  for (let afterLine = 0; ; ) {
    const batches = await batchesAfter(database.read, importId, afterLine, BATCHES_AT_ONCE)
    const last = batches.at(-1)
    if (last === undefined) return
    yield batches.flatMap(({ runs }) =>
      runs.flatMap(({ lines, verdict, codes, detail }) => lines.map((line) => ({ line, verdict, codes, detail }))),
    )
    afterLine = last.lastLine
  }
}
