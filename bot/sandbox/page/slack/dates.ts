export interface Place {
  now: number
  timeZone: string
  language: 'fr' | 'en'
}

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const
const DAY_MS = 86_400_000

/** `{date_long_pretty} {time}` and the like filled in for a reader; `at` in seconds since 1970. */
export function slackDateText(at: number, format: string, place: Place): string {
  return format.replaceAll(/\{(\w+)\}/g, (token, name: string) => datePart(at * 1000, name, place) ?? token)
}

/** 10:32 */
export function timeText(atMs: number, place: Place): string {
  return written(atMs, place, { hour: '2-digit', minute: '2-digit' })
}

/** Today, yesterday, or the day with its month. */
export function dayText(atMs: number, place: Place): string {
  return nearDay(atMs, place) ?? written(atMs, place, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** The calendar day there, as `2026-11-24`. */
export function calendarDay(atMs: number, { timeZone }: Place): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs)
}

/** `2026-11-24T10:30` there, for a native date and time input. */
export function localDateTime(atMs: number, place: Place): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: place.timeZone, hour: '2-digit', minute: '2-digit' })
  return `${calendarDay(atMs, place)}T${clock.format(atMs)}`
}

/** The instant, in milliseconds, of a local date and time; undefined when it is none. */
export function instantOf(local: string, place: Place): number | undefined {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return undefined
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  let guess = wanted
  for (let pass = 0; pass < 2; pass += 1) guess += wanted - Date.parse(`${localDateTime(guess, place)}Z`)
  return guess
}

function datePart(atMs: number, name: string, place: Place): string | undefined {
  const isPretty = name.endsWith('_pretty')
  const day = { day: 'numeric', year: 'numeric' } as const
  switch (name.replace(/_pretty$/, '')) {
    case 'date_num':
      return calendarDay(atMs, place)
    case 'date':
      return (isPretty ? nearDay(atMs, place) : undefined) ?? written(atMs, place, { ...day, month: 'long' })
    case 'date_short':
      return (isPretty ? nearDay(atMs, place) : undefined) ?? written(atMs, place, { ...day, month: 'short' })
    case 'date_long':
      return (
        (isPretty ? nearDay(atMs, place) : undefined) ??
        written(atMs, place, { ...day, month: 'long', weekday: 'long' })
      )
    case 'time':
      return timeText(atMs, place)
    case 'time_secs':
      return written(atMs, place, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
    case 'ago':
      return agoText(atMs, place)
    default:
      return undefined
  }
}

function nearDay(atMs: number, place: Place): string | undefined {
  const days = daysFromNow(atMs, place)
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(LOCALES[place.language], { numeric: 'auto' }).format(days, 'day')
}

function daysFromNow(atMs: number, place: Place): number {
  return Math.round((Date.parse(calendarDay(atMs, place)) - Date.parse(calendarDay(place.now, place))) / DAY_MS)
}

function agoText(atMs: number, place: Place): string {
  const format = new Intl.RelativeTimeFormat(LOCALES[place.language], { numeric: 'auto' })
  const minutes = Math.round((atMs - place.now) / 60_000)
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute')
  if (Math.abs(minutes) < 60 * 24) return format.format(Math.round(minutes / 60), 'hour')
  return format.format(daysFromNow(atMs, place), 'day')
}

function written(atMs: number, { language, timeZone }: Place, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...format }).format(atMs)
}
