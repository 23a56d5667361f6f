import type { Worker } from '#bot/delivery/worker.ts'
import type { Log } from '#bot/log/create-log.ts'

export interface Delivering {
  /** Sends everything due by the clock's now. */
  drain(): Promise<void>
  /** Claims nothing more, finishes what is on its way, says goodbye to the server. */
  close(): Promise<void>
}

/** How often a worker with nothing to do looks for something. */
const LOOK_MS = 250
/** How often a worker looks at what is around it: the other workers, and its server. */
const WATCH_MS = 1000
/** After a failure it rests: a database that starts again is not helped by being asked all the time. */
const REST_MS = 1000

export interface KeepSending {
  sending: Worker
  watch: () => Promise<void>
  /** Once nothing is on its way any more. */
  goodbye?: () => Promise<void>
  log: Log
  /** What its log lines are about. */
  about: object
}

/** Makes a worker look for due messages until it is closed. */
export function keepSending({ sending, watch, goodbye, log, about }: KeepSending): Delivering {
  let watching: Promise<void> | undefined
  const watchTimer = setInterval(() => {
    watching ??= watch()
      .catch((error: unknown) => log.error({ ...about, error }, 'the worker could not be watched; it is tried again'))
      .finally(() => {
        watching = undefined
      })
  }, WATCH_MS)
  let looking = false
  let restUntil = 0
  const timer = setInterval(() => {
    if (performance.now() < restUntil) return
    // Whoever works already is told to look again; only the first to ask says what went wrong.
    const work = sending.drain()
    if (looking) return void work.catch(() => {})
    looking = true
    work
      .catch((error: unknown) => {
        restUntil = performance.now() + REST_MS
        log.error({ ...about, error }, 'the worker failed; it looks again')
      })
      .finally(() => {
        looking = false
      })
  }, LOOK_MS)
  return {
    drain: () => sending.drain(),
    async close() {
      clearInterval(timer)
      clearInterval(watchTimer)
      await sending.stop()
      await watching
      await goodbye?.()
    },
  }
}
