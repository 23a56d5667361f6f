import type { Channel } from '#core/house.ts'
import { TIMING } from '#core/parameters/timing.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** When the next reminder of a person falls due: counted from their own last step. Epoch milliseconds. */
export function reminderAt(lastStepAt: number, channel: Channel): number {
  return lastStepAt + TIMING.reminderDays[channel] * DAY_MS
}

export interface PromiseInput {
  /** When this person's step leaves. */
  stepAt: number
  remindersLeft: number
  channel: Channel
  graceHours: number
  timeZone: string
  /** Until when the basis they are kept on holds; silence of an expiring basis takes effect then, not before. */
  basisEndsAt?: number | undefined
}

/**
 * The instant silence takes effect for one person: after the reminders still to come and the grace, at the end of that day in the house's
 * zone, so that no day is cut short. Epoch milliseconds.
 */
export function promiseAt({ stepAt, remindersLeft, channel, graceHours, timeZone, basisEndsAt }: PromiseInput): number {
  const grace = Math.max(graceHours, TIMING.graceHoursMin) * HOUR_MS
  const earliest = stepAt + remindersLeft * TIMING.reminderDays[channel] * DAY_MS + grace
  return endOfDay(Math.max(earliest, basisEndsAt ?? 0), timeZone)
}

/** The day silence takes effect, as the message names it ("we stop from …"): the whole day before it is still theirs. */
export function promiseDay(promise: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(promise).toZonedDateTimeISO(timeZone).toPlainDate()
}

function endOfDay(at: number, timeZone: string): number {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
  return day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
}
