/** Where a count is shown: standard error, so that standard output stays one document. */
export interface CountOutput {
  isTTY?: boolean | undefined
  write(text: string): unknown
}

const EVERY_MS = 100

/** A count that redraws itself on a terminal, and says nothing elsewhere. `clock` gives milliseconds. */
export function showCount(
  output: CountOutput,
  what: string,
  clock: () => number,
): { show(count: number): void; end(): void } {
  let last = clock()
  let drawn = false
  return {
    show(count) {
      if (output.isTTY !== true || clock() - last < EVERY_MS) return
      last = clock()
      output.write(`\r\x1b[K${count.toLocaleString('en')} ${what}`)
      drawn = true
    },
    end() {
      if (drawn) output.write('\r\x1b[K')
    },
  }
}
