import type { WeekWindow } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB', nl: 'nl-NL' }
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

/** `Mon–Fri 09:00–12:00, 14:00–18:00; Sat 10:00–12:00`: neighbouring days with the same hours together; empty for no hours at all. */
export function weekText(week: WeekWindow, language: Language): string {
  const days = Array.from({ length: 7 }, (_, day) => (week[day] ?? []).map(intervalText).join(', '))
  const runs: { first: number; last: number; hours: string }[] = []
  for (const [day, hours] of days.entries()) {
    const last = runs.at(-1)
    if (last !== undefined && last.hours === hours) last.last = day
    else runs.push({ first: day, last: day, hours })
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => `${daysText(first, last, language)} ${hours}`)
    .join(language === 'fr' ? '\u00a0; ' : '; ')
}

/** `07:30` of minutes since midnight. */
export function clockText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function intervalText([from, to]: readonly [number, number]): string {
  return `${clockText(from)}–${clockText(to)}`
}

function daysText(first: number, last: number, language: Language): string {
  const name = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'short', timeZone: 'UTC' })
  const [from, to] = [first, last].map((day) => name.format(MONDAY + day * DAY_MS))
  return first === last ? String(from) : `${from}–${to}`
}
