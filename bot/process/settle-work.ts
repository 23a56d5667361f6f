import { setTimeout as wait } from 'node:timers/promises'
import type { Settling } from '#bot/clock/advance-clock.ts'
import type { Clock } from '#bot/clock/create-clock.ts'
import type { Schedule } from '#bot/schedule/create-schedule.ts'
import type { Database } from '#db/open.ts'
import { nextDueWork, unsettledWork } from '#db/operations/house/unsettled-work.ts'

export interface SettleOptions {
  database: Database
  clock: Clock
  /** This process's schedule; undefined when another process has that role. */
  schedule: Schedule | undefined
  /** Everything queued has been sent, or tried, by this process. */
  drain: (now: Temporal.Instant) => Promise<void>
}

/** A message that can never settle (its worker died) must not hang whoever moves the clock. */
const LONGEST_MS = 120_000

/** How the test clock makes everything due happen: schedules, then messages, until a look finds nothing left. */
export function settleWork({ database, clock, schedule, drain }: SettleOptions): Settling {
  return {
    async settle() {
      const startedMs = performance.now()
      for (;;) {
        const now = clock.now()
        await schedule?.runAll(now)
        await drain(now)
        // What a schedule did may have made a message due, and a sent message may have made a schedule's work due.
        if ((await unsettledWork(database, now.epochMilliseconds)) === 0) return
        if (performance.now() - startedMs > LONGEST_MS) return
        await wait(20)
      }
    },
    async nextDueAfter(after) {
      const fromWork = await nextDueWork(database, after.epochMilliseconds)
      const instants = fromWork === undefined ? [] : [Temporal.Instant.fromEpochMilliseconds(fromWork)]
      const fromSchedule = await schedule?.nextDueAfter(after)
      if (fromSchedule) instants.push(fromSchedule)
      return instants.sort(Temporal.Instant.compare)[0]
    },
  }
}
