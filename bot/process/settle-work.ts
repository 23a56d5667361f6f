import { setTimeout as wait } from 'node:timers/promises'
import type { Settling } from '#bot/clock/advance-clock.ts'
import type { Clock } from '#bot/clock/create-clock.ts'
import type { Schedule } from '#bot/schedule/create-schedule.ts'
import type { Database } from '#db/open.ts'
import { nextDueMessage, unsentNotices, unsettledMessages } from '#db/operations/house/unsettled-work.ts'

export interface SettleOptions {
  database: Database
  clock: Clock
  /** This process's schedule; undefined when another process has that role. */
  schedule: Schedule | undefined
  /** This process's senders: each sends, or tries, everything due. */
  senders: readonly { drain(): Promise<void> }[]
  /** Whether somebody empties the notices to Slack. */
  notices: boolean
}

/** A message that can never settle (its worker died) must not hang whoever moves the clock. */
const LONGEST_MS = 120_000

/** How the test clock makes everything due happen: schedules, then messages, until a look finds nothing left. */
export function settleWork({ database, clock, schedule, senders, notices }: SettleOptions): Settling {
  const waiting = async (nowMs: number) =>
    (await unsettledMessages(database, nowMs)) + (notices ? await unsentNotices(database, nowMs) : 0)
  return {
    async settle() {
      const startedMs = performance.now()
      for (;;) {
        const now = clock.now()
        await schedule?.runAll(now)
        for (const sender of senders) await sender.drain()
        // What was sent may have given a schedule its next work: run once more before believing that nothing is left.
        await schedule?.runAll(clock.now())
        if ((await waiting(clock.now().epochMilliseconds)) === 0) return
        if (performance.now() - startedMs > LONGEST_MS) return
        await wait(20)
      }
    },
    async nextDueAfter(after) {
      const fromWork = await nextDueMessage(database, after.epochMilliseconds)
      const instants = fromWork === undefined ? [] : [Temporal.Instant.fromEpochMilliseconds(fromWork)]
      const fromSchedule = await schedule?.nextDueAfter(after)
      if (fromSchedule) instants.push(fromSchedule)
      return instants.sort(Temporal.Instant.compare)[0]
    },
  }
}
