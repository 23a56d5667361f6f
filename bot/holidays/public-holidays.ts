import { createRequire } from 'node:module'
import type { Holidays } from '#core/etiquette/holidays.ts'

const require = createRequire(import.meta.url)

/** What is kept of one country, region and year. */
const KEPT = 500

/** The public holidays of the world, from a kept library; its data is read when the first country is asked for. */
export function publicHolidays(): Holidays {
  const kept = new Map<string, ReadonlySet<string> | undefined>()
  return (country, region, year) => {
    const key = `${country} ${region ?? ''} ${year}`
    if (kept.has(key)) return kept.get(key)
    if (kept.size >= KEPT) kept.clear()
    const days = daysOf(country, region, year)
    kept.set(key, days)
    return days
  }
}

function daysOf(country: string, region: string | undefined, year: number): ReadonlySet<string> | undefined {
  // Read late: the data of two hundred countries is a large file, and most commands never ask.
  const Library = require('date-holidays') as typeof import('date-holidays').default
  const known = new Library()
  if (!(country in known.getCountries())) return undefined
  const regions = known.getStates(country) ?? {}
  const calendar = region !== undefined && region in regions ? new Library(country, region) : new Library(country)
  const holidays = calendar.getHolidays(year).filter(({ type }) => type === 'public')
  return new Set(holidays.map(({ date }) => date.slice(0, 10)))
}
