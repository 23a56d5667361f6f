import type { WeekWindow } from '#core/house.ts'

const DAY_MINUTES = 24 * 60

/** Two weeks: a clock change may swallow the only opening of one. */
const MOST_DAYS = 14

/**
 * The first instant at or after `now` when the zone's wall clock is inside the window; undefined when the week has no opening at all.
 * The wall clock alone counts, also when it jumps: an opening that a gap swallows begins when the gap ends. Epoch milliseconds.
 */
export function firstMomentInWindow(window: WeekWindow, timeZone: string, now: number): number | undefined {
  if (asked.window !== window || asked.timeZone !== timeZone || asked.moments.size >= MOST_REMEMBERED)
    asked = { window, timeZone, moments: new Map() }
  const { moments } = asked
  if (!moments.has(now)) moments.set(now, nextMoment(window, timeZone, now))
  return moments.get(now)
}

const MOST_REMEMBERED = 100

/** A batch or a simulation asks about the same few instants for everybody, the present and the next opening in turn; calendar arithmetic is slow. */
let asked: Asked = { window: [], timeZone: '', moments: new Map() }

interface Asked {
  window: WeekWindow
  timeZone: string
  moments: Map<number, number | undefined>
}

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
