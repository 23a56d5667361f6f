const DAY_MS = 86_400_000

/** Where in France somebody lives, as its holidays are told apart. */
export type FrenchPlace =
  | 'metropole'
  | 'alsace-moselle'
  | 'guadeloupe'
  | 'martinique'
  | 'guyane'
  | 'reunion'
  | 'mayotte'

/** Code du travail, art. L3133-1. */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
/** Days after Easter: Easter Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50]
/** Art. L3422-2: the abolition of slavery (decree 83-1003). */
const ABOLITION: Partial<Record<FrenchPlace, string>> = {
  guadeloupe: '05-27',
  martinique: '05-22',
  guyane: '06-10',
  reunion: '12-20',
  mayotte: '04-27',
}

const years = new Map<string, Set<string>>()

/** Whether this day (`YYYY-MM-DD`) is a public holiday where they live; from the law's own words, not from the product's library. */
export function isFrenchHoliday(day: string, place: FrenchPlace): boolean {
  const key = `${day.slice(0, 4)} ${place}`
  let days = years.get(key)
  if (days === undefined) {
    days = holidays(Number(day.slice(0, 4)), place)
    years.set(key, days)
  }
  return days.has(day)
}

function holidays(year: number, place: FrenchPlace): Set<string> {
  const easter = easterSunday(year)
  const moving = place === 'alsace-moselle' ? [-2, ...AFTER_EASTER] : AFTER_EASTER
  const fixed = [...FIXED, ...(place === 'alsace-moselle' ? ['12-26'] : []), ABOLITION[place] ?? '01-01']
  return new Set([
    ...fixed.map((day) => `${year}-${day}`),
    ...moving.map((days) => new Date(easter + days * DAY_MS).toISOString().slice(0, 10)),
  ])
}

/** The Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return Date.UTC(year, month - 1, day)
}
