import type { WeekWindow } from '#core/house.ts'
import { firstOpenInAll, type OpenOn, weekdayOf } from './wall-clock.ts'

/** The first instant at or after `now` when the zone's wall clock is inside the window; undefined when it never is. Epoch milliseconds. */
export function firstMomentInWindow(window: WeekWindow, timeZone: string, now: number): number | undefined {
  return neverOpens(window) ? undefined : firstOpenInAll(weekly(window), [timeZone], now)
}

/** The same hours every week. */
export function weekly(window: WeekWindow): OpenOn {
  return (day) => window[weekdayOf(day)] ?? []
}

/** A week without a single open minute. */
export function neverOpens(window: WeekWindow): boolean {
  return window.every((day) => day.every(([from, to]) => from >= to))
}

/** Two weeks with a minute in common. */
export function windowsMeet(one: WeekWindow, other: WeekWindow): boolean {
  return one.some((day, weekday) =>
    day.some(([from, to]) =>
      (other[weekday] ?? []).some(([otherFrom, otherTo]) => Math.max(from, otherFrom) < Math.min(to, otherTo)),
    ),
  )
}
