import type { Holidays } from './holidays.ts'
import type { Place } from './place.ts'
import { dateOf, weekdayOf } from './wall-clock.ts'

/** Whether a place has a public holiday on a day, and what that is known from. */
export interface HolidayCalendar {
  isHoliday(day: number): boolean
  /** What the sentence needs: the day, and the country of which no holidays are known. */
  tell(day: number): Record<string, string>
}

const SUNDAY = 6
const MOST_DAYS = 2_000

/**
 * The public holidays where a person lives. Where none are known of the country, those of the organisation's own country and every Sunday: better
 * a day too late than on somebody's feast.
 */
export function holidayCalendar(
  { country, region }: Pick<Place, 'country' | 'region'>,
  houseCountry: string,
  holidays: Holidays,
): HolidayCalendar {
  const known = new Map<number, boolean>()
  const isHoliday = (day: number) => {
    const found = known.get(day)
    if (found !== undefined) return found
    if (known.size >= MOST_DAYS) known.clear()
    const date = dateOf(day)
    const theirs = country === undefined ? undefined : holidays(country, region, yearOf(date))
    const answer =
      theirs?.has(date) ??
      (weekdayOf(day) === SUNDAY || (holidays(houseCountry, undefined, yearOf(date))?.has(date) ?? false))
    known.set(day, answer)
    return answer
  }
  return {
    isHoliday,
    tell(day) {
      const date = dateOf(day)
      const known = knowsHolidays(country, region, yearOf(date), holidays)
      return { day: date, ...(!known && { noDataFor: country ?? '' }) }
    },
  }
}

/** False where the organisation's own holidays and Sundays stand in for those of a country. */
export function knowsHolidays(
  country: string | undefined,
  region: string | undefined,
  year: number,
  holidays: Holidays,
): boolean {
  return country !== undefined && holidays(country, region, year) !== undefined
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}
