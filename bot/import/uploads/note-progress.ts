import type { ImportCounts } from '#db/operations/imports/begin-import.ts'

const EVERY_MS = 400

type Done = { bytes: number; counts: ImportCounts }

/**
 * Writes down how far a file is, a few times a second and never two at once, and learns by it whether somebody said stop. `note` resolves to
 * whether the work goes on; `clock` gives milliseconds.
 */
export function noteProgress(note: (done: Done) => Promise<boolean>, clock: () => number) {
  let last = Number.NEGATIVE_INFINITY
  let noting: Promise<void> | undefined
  let stopped = false
  return {
    stopped: () => stopped,
    progress(done: Done): void {
      if (noting !== undefined || clock() - last < EVERY_MS) return
      last = clock()
      noting = note(done)
        .then((goesOn) => {
          stopped ||= !goesOn
        })
        // Progress that could not be written is written with the next batch; the import itself would have failed.
        .catch(() => {})
        .finally(() => {
          noting = undefined
        })
    },
    /** Nothing is being written any more. */
    async settled(): Promise<void> {
      await noting
    },
  }
}
