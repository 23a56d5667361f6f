import type { WeekWindow } from '#core/house.ts'

const DAY_MINUTES = 24 * 60

/** Two weeks: a clock change may swallow the only opening of one. */
const MOST_DAYS = 14

/**
 * The first instant at or after `now` when the zone's wall clock is inside the window; undefined when the week has no opening at all.
 * The wall clock alone counts, also when it jumps: an opening that a gap swallows begins when the gap ends. Epoch milliseconds.
 */
export function firstMomentInWindow(window: WeekWindow, timeZone: string, now: number): number | undefined {
  const last = lastAsked.get(window)
  if (last?.now === now && last.timeZone === timeZone) return last.moment
  const moment = findMoment(window, timeZone, now)
  lastAsked.set(window, { timeZone, now, moment })
  return moment
}

/** A batch or a simulation asks the same question of the same window for everybody; calendar arithmetic is slow. */
const lastAsked = new WeakMap<WeekWindow, { timeZone: string; now: number; moment: number | undefined }>()

function findMoment(window: WeekWindow, timeZone: string, now: number): number | undefined {
  // A run judges thousands of people at one instant; the calendar is slow.
  if (last?.window === window && last.timeZone === timeZone && last.now === now) return last.answer
  last = { window, timeZone, now, answer: nextMoment(window, timeZone, now) }
  return last.answer
}

let last: { window: WeekWindow; timeZone: string; now: number; answer: number | undefined } | undefined

function nextMoment(window: WeekWindow, timeZone: string, now: number): number | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  if (isOpen(window, here)) return now
  const change = here.getTimeZoneTransition('next')
  const jumpsIn = change && isOpen(window, change) ? change.epochMilliseconds : undefined
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    const opens = openingsOn(window, here.toPlainDate().add({ days }), timeZone)
      .filter((at) => at.epochMilliseconds >= now && isOpen(window, at))
      .map((at) => at.epochMilliseconds)
    if (opens.length > 0) return Math.min(...opens, jumpsIn ?? Number.POSITIVE_INFINITY)
  }
  return jumpsIn
}

function isOpen(window: WeekWindow, at: Temporal.ZonedDateTime): boolean {
  const minute = at.hour * 60 + at.minute
  return (window[at.dayOfWeek - 1] ?? []).some(([from, to]) => from <= minute && minute < to)
}

/** When the intervals of a date begin; an hour that is shown twice begins twice. */
function openingsOn(window: WeekWindow, date: Temporal.PlainDate, timeZone: string): Temporal.ZonedDateTime[] {
  return (window[date.dayOfWeek - 1] ?? [])
    .filter(([from]) => from < DAY_MINUTES)
    .flatMap(([from]) => {
      const clock = date.toPlainDateTime({ hour: Math.floor(from / 60), minute: from % 60 })
      return (['earlier', 'later'] as const).map((disambiguation) =>
        clock.toZonedDateTime(timeZone, { disambiguation }),
      )
    })
}
