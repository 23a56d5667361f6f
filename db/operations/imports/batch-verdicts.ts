import type { Verdict, VerdictDetail, VerdictRun } from '#db/tables/import-batches.ts'
import type { ImportCounts } from '#db/tables/imports.ts'

/** Collects one verdict per row, as runs of equal ones. */
export class BatchVerdicts {
  readonly counts: ImportCounts
  readonly runs: (VerdictRun & { lines: number[] })[] = []
  #last = ''

  constructor(before: ImportCounts) {
    this.counts = { ...before }
  }

  add(line: number, verdict: Verdict, codes: readonly string[] = [], detail?: VerdictDetail): void {
    this.counts.rows += 1
    this.counts[verdict] += 1
    const same = codes.length === 0 && detail === undefined ? verdict : JSON.stringify([verdict, codes, detail])
    const run = this.runs.at(-1)
    if (run !== undefined && same === this.#last) run.lines.push(line)
    else this.runs.push({ lines: [line], verdict, codes, ...(detail && { detail }) })
    this.#last = same
  }
}
