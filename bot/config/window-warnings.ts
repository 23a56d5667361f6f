import { windowsMeet } from '#core/etiquette/window.ts'
import type { House, WeekWindow } from '#core/house.ts'
import { countryWindow } from '#core/parameters/windows.ts'

/** What is worth a warning at start: hours for SMS that a country where people are texted never allows. */
export function windowWarnings({
  windows,
  organisation,
  sms,
}: Pick<House, 'windows' | 'organisation' | 'sms'>): string[] {
  const countries = new Set([organisation.country, ...Object.keys(sms?.senders ?? {})])
  return [...countries].flatMap((country) => {
    const { hours } = countryWindow(country, undefined)
    if (windowsMeet(windows.sms, hours)) return []
    return [`No SMS ever leaves for ${country}: windows.sms has no minute within ${shown(hours)}. Change windows.sms.`]
  })
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `Mon–Sat 08:30–20:00`: the tables have the same hours on neighbouring days. */
function shown(week: WeekWindow): string {
  const text = (day: number) => (week[day] ?? []).map(([from, to]) => `${clock(from)}–${clock(to)}`).join(' ')
  const runs: { first: number; last: number }[] = []
  for (const day of DAYS.keys()) {
    const run = runs.at(-1)
    if (run !== undefined && text(run.first) === text(day)) run.last = day
    else runs.push({ first: day, last: day })
  }
  const names = ({ first, last }: { first: number; last: number }) =>
    first === last ? DAYS[first] : `${DAYS[first]}–${DAYS[last]}`
  return runs
    .filter(({ first }) => text(first) !== '')
    .map((run) => `${names(run)} ${text(run.first)}`)
    .join(', ')
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
