import type { Holidays } from '#core/etiquette/holidays.ts'
import { DAY_MS, firstOpenInAll, weekdayOf } from '#core/etiquette/wall-clock.ts'
import type { House } from '#core/house.ts'

/**
 * When somebody of the house reads what people text, at or after `now`: its hours for SMS on its own clock, without its closures and the public
 * holidays of its country. Undefined when it names no hour. Epoch milliseconds.
 */
export function nextOpening(
  { windows, closures = [], organisation }: Pick<House, 'windows' | 'closures' | 'organisation'>,
  holidays: Holidays,
  now: number,
): number | undefined {
  const { country, timeZone } = organisation
  const isClosed = (date: string) =>
    closures.some(({ from, until }) => from <= date && date <= until) ||
    holidays(country, undefined, Number(date.slice(0, 4)))?.has(date) === true
  return firstOpenInAll((day) => (isClosed(dateOf(day)) ? [] : (windows.sms[weekdayOf(day)] ?? [])), [timeZone], now)
}

function dateOf(day: number): string {
  return Temporal.Instant.fromEpochMilliseconds(day * DAY_MS)
    .toString()
    .slice(0, 10)
}
