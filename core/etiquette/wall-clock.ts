const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000
export const DAY_MINUTES = 24 * 60

/** `[from, to[` in minutes since midnight. */
export type Interval = readonly [number, number]

/** When a rule is open on a calendar day. Days are counted from 1 January 1970, as they are named on the wall. */
export type OpenOn = (day: number) => readonly Interval[]

/** A rule closed for longer than this has no moment: the longest pause is a year, and a month to spare. */
export const HORIZON_DAYS = 400

/**
 * The first instant at or after `at` when the wall clocks of all zones show an open minute; undefined when there is none within the horizon.
 * The wall clock alone counts, also when it jumps: an opening that a gap swallows begins when the gap ends, an hour shown twice is open twice.
 * Epoch milliseconds.
 */
export function firstOpenInAll(openOn: OpenOn, zones: readonly string[], at: number): number | undefined {
  const last = at + HORIZON_DAYS * DAY_MS
  let moment = at
  for (let agreed = 0, next = 0; agreed < zones.length; next = (next + 1) % zones.length) {
    const open = firstOpen(openOn, zones[next] as string, moment, last)
    if (open === undefined) return undefined
    agreed = open === moment ? agreed + 1 : 1
    moment = open
  }
  return moment
}

/** Between two changes of a zone the wall clock is the instant and an offset: plain arithmetic, a thousand times faster than a calendar. */
function firstOpen(openOn: OpenOn, zone: string, at: number, last: number): number | undefined {
  for (let moment = at; moment <= last; ) {
    const { until, offsetMs } = spanAt(zone, moment)
    const wall = moment + offsetMs
    const end = Math.min(until, last + 1) + offsetMs
    for (let day = Math.floor(wall / DAY_MS); day * DAY_MS < end; day += 1) {
      const open = firstOpenOn(openOn(day), day, wall)
      if (open < end) return open - offsetMs
    }
    moment = until
  }
  return undefined
}

/** On the wall, at or after `wall`; infinite when the day has nothing left. */
function firstOpenOn(intervals: readonly Interval[], day: number, wall: number): number {
  let first = Number.POSITIVE_INFINITY
  for (const [from, to] of intervals) {
    const open = Math.max(wall, day * DAY_MS + from * MINUTE_MS)
    if (open < first && open < day * DAY_MS + to * MINUTE_MS) first = open
  }
  return first
}

/** A stretch of time without a clock change; `until` is the first instant after it. */
interface Span {
  from: number
  until: number
  offsetMs: number
}

const MOST_ZONES = 2_000
const MOST_SPANS = 100
const spans = new Map<string, Span[]>()

function spanAt(zone: string, at: number): Span {
  let known = spans.get(zone)
  if (known === undefined) {
    if (spans.size >= MOST_ZONES) spans.clear()
    known = []
    spans.set(zone, known)
  }
  for (const span of known) if (span.from <= at && at < span.until) return span
  if (known.length >= MOST_SPANS) known.length = 0
  const span = readSpan(zone, at)
  known.push(span)
  return span
}

function readSpan(zone: string, at: number): Span {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  // The change before the next millisecond, so that an instant of change begins its own span.
  const from = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  return {
    from: from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: here.offsetNanoseconds / 1e6,
  }
}

/** The day a zone's calendar shows, counted from 1 January 1970. */
export function dayOn(zone: string, at: number): number {
  return Math.floor((at + spanAt(zone, at).offsetMs) / DAY_MS)
}

/** 0 is Monday. The 1st of January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** `YYYY-MM-DD`. */
export function dateOf(day: number): string {
  return Temporal.Instant.fromEpochMilliseconds(day * DAY_MS)
    .toString()
    .slice(0, 10)
}

/** The number of a day written `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  return Temporal.Instant.from(`${date}T00:00Z`).epochMilliseconds / DAY_MS
}
