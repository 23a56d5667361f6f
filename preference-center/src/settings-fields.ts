import { budgetOf } from '#core/etiquette/attention-layers.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Channel, House } from '#core/house.ts'
import type { SettingsProblem } from '#core/texts/recipient-pages/settings-texts.ts'

/** What the schema says where it does not accept: the code of the sentence beside the field. */
export function issue(problem: SettingsProblem): { error: string } {
  return { error: problem }
}

/** Minutes since midnight of `09:30`, `9h30` or `9`; undefined when nothing is written. */
export function readTime(text: string | null): number | 'unreadable' | undefined {
  const written = (text ?? '').trim()
  if (written === '') return undefined
  const found = /^(\d{1,2})(?:\s*[:hu.]\s*(\d{2})?)?(?::\d{2})?$/i.exec(written)
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)]
  return found === null || hours > 23 || minutes > 59 ? 'unreadable' : hours * 60 + minutes
}

/** When the day `2027-03-31` (or `31/03/2027`) begins for a person, on whichever of these clocks it does last. */
export function readDay(text: string, zones: readonly string[]): number | SettingsProblem {
  const [, day, month, year] = /^\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*$/.exec(text) ?? []
  const iso = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return 'pause-unreadable'
  try {
    return startOf(Temporal.PlainDate.from(iso, { overflow: 'reject' }), zones)
  } catch {
    return 'pause-unreadable'
  }
}

export function startOf(date: Temporal.PlainDate, zones: readonly string[]): number {
  return Math.max(...zones.map((zone) => date.toZonedDateTime(zone).epochMilliseconds))
}

/** The day a pause ends, as its field shows it. */
export function dayOf(at: number, zones: readonly string[]): string {
  const days = zones.map((zone) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate())
  return days.find((day) => startOf(day, zones) === at)?.toString() ?? days[0]?.toString() ?? ''
}

/** What the fields show: text as it is written, whether it can be kept or not. */
export interface FieldValues {
  first: string
  week: string
  month: string
  hours: 'house' | 'own'
  days: readonly string[]
  times: Readonly<Record<TimeField, string>>
  pauseDay: string
}

export const TIME_FIELDS = ['from1', 'to1', 'from2', 'to2', 'quiet-from', 'quiet-to'] as const
export type TimeField = (typeof TIME_FIELDS)[number]

/** What the fields are filled against. */
export interface FieldFacts {
  at: number
  zones: readonly string[]
  channels: readonly Channel[]
  house: House
}

/** The fields as the settings fill them; whoever chose no hours of their own begins from the house's. */
export function fieldsFrom(settings: RecipientSettings, { at, zones, channels, house }: FieldFacts): FieldValues {
  const { preferredChannel, hours, quiet, pausedUntil, budget } = settings
  const week = hours ?? house.windows[channels[0] ?? 'email']
  const [first, second] = week.find((day) => day.length > 0) ?? []
  // The house may have come to allow fewer since.
  const most = budgetOf({ house, settings })
  return {
    first: preferredChannel ?? '',
    week: budget?.per7Days === undefined ? '' : String(most.per7Days),
    month: budget?.per30Days === undefined ? '' : String(most.per30Days),
    hours: hours === undefined ? 'house' : 'own',
    days: week.flatMap((day, index) => (day.length > 0 ? [String(index + 1)] : [])),
    times: {
      from1: timeText(first?.[0]),
      to1: timeText(first?.[1]),
      from2: timeText(second?.[0]),
      to2: timeText(second?.[1]),
      'quiet-from': timeText(quiet?.from),
      'quiet-to': timeText(quiet?.to),
    },
    pauseDay: pausedUntil === undefined || pausedUntil <= at ? '' : dayOf(pausedUntil, zones),
  }
}

const LONGEST = 40

/** The fields as they were posted, so that nothing typed is lost. */
export function fieldsPosted(form: URLSearchParams): FieldValues {
  const text = (name: string) => (form.get(name) ?? '').slice(0, LONGEST)
  return {
    first: text('first'),
    week: text('week'),
    month: text('month'),
    hours: form.get('hours') === 'own' ? 'own' : 'house',
    days: form.getAll('day').slice(0, 7),
    times: Object.fromEntries(TIME_FIELDS.map((name) => [name, text(name)])) as Record<TimeField, string>,
    pauseDay: text('pause-day'),
  }
}

/** The same fields, hidden: one press that says all this again. */
export function hiddenFields({ first, week, month, hours, days, times, pauseDay }: FieldValues): [string, string][] {
  return [
    ['first', first],
    ['week', week],
    ['month', month],
    ['hours', hours],
    ...days.map((day): [string, string] => ['day', day]),
    ...TIME_FIELDS.map((name): [string, string] => [name, times[name]]),
    ['pause-day', pauseDay],
  ]
}

/** `09:30`; midnight at the end of a day is `00:00`. */
export function timeText(minutes: number | undefined): string {
  if (minutes === undefined) return ''
  const [hours, rest] = [Math.floor(minutes / 60) % 24, minutes % 60]
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
