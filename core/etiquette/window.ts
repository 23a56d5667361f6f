import type { WeekWindow } from '#core/house.ts'

const DAY_MINUTES = 24 * 60

/**
 * The first instant at or after `now` inside the window, in the zone's own time; undefined when the week has no opening at all.
 * A clock change moves the day's instants with it: an opening that a gap swallows begins when the gap ends. Epoch milliseconds.
 */
export function firstMomentInWindow(window: WeekWindow, timeZone: string, now: number): number | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  for (let days = 0; days <= 7; days += 1) {
    const date = here.toPlainDate().add({ days })
    for (const [from, to] of window[date.dayOfWeek - 1] ?? []) {
      const opens = instantAt(date, from, timeZone)
      const closes = instantAt(date, to, timeZone)
      if (closes > now) return Math.max(opens, now)
    }
  }
  return undefined
}

/** Minutes since midnight as the zone's wall clock shows them on that date; 1440 is the next midnight. */
function instantAt(date: Temporal.PlainDate, minutes: number, timeZone: string): number {
  const day = minutes === DAY_MINUTES ? date.add({ days: 1 }) : date
  const clock = new Temporal.PlainTime(Math.floor((minutes % DAY_MINUTES) / 60), minutes % 60)
  return day.toZonedDateTime({ timeZone, plainTime: clock }).epochMilliseconds
}
