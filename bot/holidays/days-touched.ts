const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A holiday as the library gives it: `date` is when it begins on the country's wall clock, `start` and `end` are instants. */
export interface Holiday {
  date: string
  start: Date
  end: Date
}

/**
 * Every calendar day a holiday touches, `YYYY-MM-DD`: it may begin at noon or at nightfall, and last several days. Half a holiday is one: whoever
 * celebrates has no mind for us in the morning either.
 */
export function daysTouched({ date, start, end }: Holiday): string[] {
  const begins = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19) || '00:00:00'}Z`)
  const lasts = end.getTime() - start.getTime()
  // A day on which the clocks go back has an hour more, which is not the next day's.
  const last = Math.max(begins, begins + lasts - HOUR_MS - 1)
  const days: string[] = []
  for (let day = Math.floor(begins / DAY_MS) * DAY_MS; day <= last; day += DAY_MS) days.push(dateText(day))
  return days
}

function dateText(day: number): string {
  return new Date(day).toISOString().slice(0, 10)
}
