import { createRequire } from 'node:module'
import type Calendar from 'date-holidays'
import { foldText } from '#core/contacts/fold-text.ts'
import type { Holidays } from '#core/etiquette/holidays.ts'
import { BELONGS_TO } from '#core/parameters/zones.ts'
import { daysTouched } from './days-touched.ts'

/** How many years of a country or region are kept. */
const KEPT = 500

/** The years the library reckons well. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2100

/**
 * The public holidays of the world, from a kept library; its data is read when the first country is asked for. A region is a code or a name of the
 * library, or a territory it knows as a country of its own; another region has the holidays of its country.
 */
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
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined
  try {
    const calendar = calendarOf(country, region)
    if (calendar === undefined) return undefined
    // What began in the last days of a year may reach into the next.
    const found = [year - 1, year].flatMap((each) => calendar.getHolidays(each))
    const feasts = found.filter(({ type }) => type === 'public')
    const days = feasts.flatMap(daysTouched).filter((day) => day.startsWith(`${year}-`))
    return days.length === 0 ? undefined : new Set(days)
  } catch {
    // A country or a year the library cannot reckon is one of which nothing is known.
    return undefined
  }
}

function calendarOf(country: string, region: string | undefined) {
  // Read late: the data of two hundred countries is a large file, and most commands never ask.
  Library ??= createRequire(import.meta.url)('date-holidays') as typeof Calendar
  const library = new Library()
  const countries = library.getCountries()
  if (!Object.hasOwn(countries, country)) return undefined
  if (region === undefined) return new Library(country)
  const state = stateNamed(library.getStates(country) ?? {}, region)
  if (state !== undefined) return new Library(country, state)
  return new Library(BELONGS_TO[region] === country && Object.hasOwn(countries, region) ? region : country)
}

let Library: typeof Calendar | undefined

function stateNamed(states: Readonly<Record<string, string>>, region: string): string | undefined {
  if (Object.hasOwn(states, region)) return region
  const wanted = foldText(region)
  return Object.keys(states).find((code) => foldText(states[code] ?? '') === wanted)
}
