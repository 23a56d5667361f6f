import type { Budget } from '#core/etiquette/budget.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { WeekWindow } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import { sayList } from './say.ts'
import { dayOf, timeText } from './settings-fields.ts'

/** "Au plus 2 messages sur 7 jours, 6 sur 30 jours". */
export function sayRhythm({ per7Days, per30Days }: Budget, language: Language): string {
  return RECIPIENT_PAGE_TEXTS[language].settings.rhythm.summary(per7Days, per30Days)
}

/** "lundi à vendredi, 09:00–12:00 et 14:00–18:00"; without hours of their own: the usual ones. */
export function sayHours(hours: RecipientSettings['hours'], language: Language): string {
  return hours === undefined ? RECIPIENT_PAGE_TEXTS[language].settings.hours.house : sayWeek(hours, language)
}

/** Days that open alike are said together. */
export function sayWeek(week: WeekWindow, language: Language): string {
  const alike = new Map<string, number[]>()
  for (const [index, day] of week.entries()) {
    const spans = day.map(([from, to]) => `${timeText(from)}–${timeText(to)}`)
    const said = sayList(spans, language)
    if (said !== '') alike.set(said, [...(alike.get(said) ?? []), index])
  }
  return [...alike].map(([spans, days]) => `${sayDays(days, language)}, ${spans}`).join(' · ')
}

export function sayQuiet(quiet: RecipientSettings['quiet'], language: Language): string {
  const { summary, none } = RECIPIENT_PAGE_TEXTS[language].settings.quiet
  return quiet === undefined ? none : summary(timeText(quiet.from), timeText(quiet.to))
}

/** "Rien avant le 3 mars 2027". */
export function sayPause(pausedUntil: number | undefined, language: Language, zones: readonly string[]): string {
  const { summary, none } = RECIPIENT_PAGE_TEXTS[language].settings.pause
  return pausedUntil === undefined ? none : summary(sayDay(dayOf(pausedUntil, zones), language))
}

/** "3 mars 2027" of `2027-03-03`. */
function sayDay(day: string, language: Language): string {
  const { locale } = RECIPIENT_PAGE_TEXTS[language]
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds)
}

/** Days in a row as a range; `0` is Monday. */
function sayDays(days: readonly number[], language: Language): string {
  const { dayRange, everyDay } = RECIPIENT_PAGE_TEXTS[language].settings.hours
  if (days.length === 7) return everyDay
  const names = dayNames(language)
  const [first = 0] = days
  const last = days.at(-1) ?? 0
  const inARow = days.length > 2 && last - first === days.length - 1
  if (inARow) return dayRange(names[first] ?? '', names[last] ?? '')
  return sayList(
    days.map((index) => names[index] ?? ''),
    language,
  )
}

const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

const known = new Map<Language, string[]>()

/** Monday first. */
export function dayNames(language: Language): string[] {
  const names = known.get(language) ?? namesOfDays(language)
  known.set(language, names)
  return names
}

function namesOfDays(language: Language): string[] {
  const { locale } = RECIPIENT_PAGE_TEXTS[language]
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, index) => format.format(MONDAY + index * DAY_MS))
}

/** "up to …": what waits for a confirmation. */
export function sayAsked({ per7Days, per30Days }: Budget, language: Language): string {
  return RECIPIENT_PAGE_TEXTS[language].settings.rhythm.asked(per7Days, per30Days)
}
