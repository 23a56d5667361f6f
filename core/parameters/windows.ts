import type { WeekWindow } from '#core/house.ts'

/** When a country lets marketing SMS arrive, on the recipient's clock. Every row has its source; no hour stands elsewhere. */
export interface CountryWindow {
  hours: WeekWindow
  source: string
}

const WINDOWS_CHECKED_ON = '2026-11-22'

const FRANCE: CountryWindow = {
  // Public holidays are closed in every country: see the etiquette.
  hours: [...days(6, '08:30-20:00'), []],
  source:
    'intersection of the operators’ rules (Mon–Sat, no Sunday, no public holiday), not a statute; from secondary sources',
}

const UNITED_STATES: CountryWindow = {
  hours: days(7, '08:00-21:00'),
  source: '47 CFR 64.1200(c)(1); from secondary sources',
}

/** Florida, Oklahoma, Washington. */
const EARLIER_STATES: CountryWindow = {
  hours: days(7, '08:00-20:00'),
  source: 'Fla. Stat. 501.616, Oklahoma Telephone Solicitation Act of 2022, RCW 19.158.040; from secondary sources',
}
const EARLIER: ReadonlySet<string | undefined> = new Set(['FL', 'OK', 'WA'])

const OTHER: CountryWindow = { hours: days(7, '08:00-21:00'), source: 'prudent default' }

/** The window for marketing SMS of a country (ISO 3166 alpha-2), or of one of its states; no country has one for e-mail. */
export function countryWindow(country: string | undefined, region: string | undefined): CountryWindow {
  if (country === 'FR') return FRANCE
  // Who may live in any state may live in one of the stricter.
  if (country === 'US') return region === undefined || EARLIER.has(region) ? EARLIER_STATES : UNITED_STATES
  return OTHER
}

/** The table as it stands, for the digest an approval is bound to. */
export const WINDOW_TABLE = { WINDOWS_CHECKED_ON, FRANCE, UNITED_STATES, EARLIER_STATES, EARLIER: [...EARLIER], OTHER }

function days(count: number, hours: `${string}:${string}-${string}:${string}`): WeekWindow {
  const [from = 0, to = 0] = hours.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
  return Array.from({ length: count }, () => [[from, to]] as const)
}
