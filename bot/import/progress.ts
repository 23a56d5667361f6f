import type { ImportCounts } from '#db/operations/imports/begin-import.ts'

/** Where progress is shown: standard error, so that standard output stays one document. */
export interface ProgressOutput {
  isTTY?: boolean | undefined
  columns?: number | undefined
  write(text: string): unknown
}

export interface Progress {
  show(done: { bytes: number; counts: ImportCounts }): void
  end(): void
}

const EVERY_MS = { terminal: 100, plain: 5000 }

/** A bar that redraws itself on a terminal; elsewhere a line every five seconds. `clock` gives milliseconds. */
export function showProgress(
  output: ProgressOutput,
  file: { name: string; bytes: number },
  clock: () => number,
): Progress {
  const terminal = output.isTTY === true
  let last = clock()
  let drawn = false
  return {
    show({ bytes, counts }) {
      if (clock() - last < (terminal ? EVERY_MS.terminal : EVERY_MS.plain)) return
      last = clock()
      const share = file.bytes === 0 ? 1 : Math.min(1, bytes / file.bytes)
      const rows = `${counts.rows.toLocaleString('en')} rows`
      if (!terminal) output.write(`${file.name}: ${Math.floor(share * 100)} %, ${rows}\n`)
      else {
        output.write(
          `\r\x1b[K${bar(share)} ${Math.floor(share * 100)} % ${rows}  ${file.name}`.slice(
            0,
            (output.columns ?? 80) + 3,
          ),
        )
        drawn = true
      }
    },
    end() {
      if (drawn) output.write('\r\x1b[K')
    },
  }
}

function bar(share: number): string {
  const full = Math.round(share * 24)
  return `[${'#'.repeat(full)}${'.'.repeat(24 - full)}]`
}
