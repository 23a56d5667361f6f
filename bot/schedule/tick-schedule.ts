import { schedule } from 'node-cron'

export interface Ticking {
  /** No new tick; resolves when the running one has ended. */
  stop(): Promise<void>
}

/** Every second, and never two at once: cron only ticks, what is due is read from the database. */
export function tickSchedule(tick: () => Promise<void>, failed: (error: unknown) => void): Ticking {
  let running: Promise<void> = Promise.resolve()
  const task = schedule(
    '* * * * * *',
    () => {
      running = tick().catch(failed)
      return running
    },
    { noOverlap: true, name: 'tick', suppressMissedWarning: true, logger: SILENT },
  )
  return {
    async stop() {
      await task.stop()
      await running
    },
  }
}

const quiet = () => {}
/** What goes wrong is reported by us. */
const SILENT = { info: quiet, warn: quiet, error: quiet, debug: quiet }
