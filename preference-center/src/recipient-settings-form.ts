import { z } from 'zod'
import { CHANNELS } from '#core/consent/reach.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import { leavesAMoment } from '#core/etiquette/remaining-hours.ts'
import type { Channel, House } from '#core/house.ts'
import type { SettingsProblem } from '#core/texts/recipient-pages/settings-texts.ts'
import { issue, readDay, readTime } from './settings-fields.ts'
import { pauseEnd } from './settings-pause.ts'

const MIDNIGHT = 24 * 60
const MOST_MESSAGES = 1000
const MOST_INTERVALS = 2
const minute = z
  .int()
  .min(0)
  .max(MIDNIGHT - 1)
const interval = z
  .tuple([minute, z.int().min(0).max(MIDNIGHT)])
  .refine(([from, to]) => from < to, issue('end-before-start'))
const day = z
  .array(interval)
  .max(MOST_INTERVALS)
  .refine(([first, second]) => first === undefined || second === undefined || apart(first, second), issue('overlap'))
const most = z.int(issue('budget-range')).min(1, issue('budget-range')).max(MOST_MESSAGES, issue('budget-range'))

/** How a person wants to be written to, as a form may say it; each leaf changes a decision. What the house allows besides is in `settingsWithin`. */
export const recipientSettingsSchema = z.strictObject({
  preferredChannel: z.enum(CHANNELS).optional(),
  hours: z
    .array(day)
    .length(7)
    .refine((week) => week.some((open) => open.length > 0), issue('no-day'))
    .optional(),
  quiet: z
    .strictObject({ from: minute, to: minute })
    .refine(({ from, to }) => from !== to, issue('quiet-same'))
    .optional(),
  /** Epoch milliseconds. */
  pausedUntil: z.int().min(0, issue('pause-past')).optional(),
  budget: z.strictObject({ per7Days: most.optional(), per30Days: most.optional() }).optional(),
})

/** What the form is read against: what stands, and what the house and the calendar allow. */
export interface SettingsFacts {
  settings: RecipientSettings
  channels: readonly Channel[]
  house: House
  /** When the form was posted. Epoch milliseconds. */
  at: number
  /** IANA: the clocks that may be on the person's wall. */
  zones: readonly string[]
}

/** The parts of the form, each with its sentence beside it when it cannot be kept. */
export type FormPart = keyof typeof recipientSettingsSchema.shape
export type FormProblems = Partial<Record<FormPart, SettingsProblem>>

/** The schema within what the house offers, and the calendar. */
function settingsWithin({ settings: before, channels, house, at, zones }: SettingsFacts) {
  const { per7Days, per30Days, most: allowed } = house.budget
  return recipientSettingsSchema.superRefine((settings, context) => {
    const say = (part: FormPart, problem: SettingsProblem) =>
      context.addIssue({ code: 'custom', path: [part], message: problem })
    const { hours, quiet, pausedUntil, budget } = settings
    if ((budget?.per7Days ?? 0) > (allowed?.per7Days ?? per7Days)) say('budget', 'budget-range')
    if ((budget?.per30Days ?? 0) > (allowed?.per30Days ?? per30Days)) say('budget', 'budget-range')
    const weeks = hours === undefined ? channels.map((channel) => house.windows[channel]) : [hours]
    // What stands already is not held against who switches something else.
    const isNew = JSON.stringify([hours, quiet]) !== JSON.stringify([before.hours, before.quiet])
    if (isNew && quiet !== undefined && !weeks.some((week) => leavesAMoment(week, quiet))) say('quiet', 'quiet-all')
    if (pausedUntil !== undefined && pausedUntil <= at) say('pausedUntil', 'pause-past')
    if (pausedUntil !== undefined && pausedUntil > pauseEnd('year', { at, zones })) say('pausedUntil', 'pause-far')
  })
}

export type SettingsReading = { settings: RecipientSettings } | { problems: FormProblems }

/** The settings a posted form asks for. A form without this part leaves them as they are. */
export function readSettings(form: URLSearchParams, facts: SettingsFacts): SettingsReading {
  if (!form.has('hours')) return { settings: facts.settings }
  const problems: FormProblems = {}
  const read = <T>(part: FormPart, value: T | SettingsProblem | undefined): T | undefined => {
    if (typeof value !== 'string') return value
    problems[part] = value as SettingsProblem
    return undefined
  }
  const wanted = {
    ...present('preferredChannel', readChannel(form, facts, problems)),
    ...present('hours', read('hours', readHours(form))),
    ...present('quiet', read('quiet', readQuiet(form))),
    ...present('pausedUntil', read('pausedUntil', readPause(form, facts))),
    ...present('budget', readBudget(form)),
  }
  const parsed = settingsWithin(facts).safeParse(wanted)
  for (const { path, message } of parsed.error?.issues ?? []) {
    const part = path[0] as FormPart
    // Where the hours are not sound, nothing can be said of what the quiet hours leave of them.
    if (part === 'quiet' && message === 'quiet-all' && problems.hours) continue
    problems[part] ??= message as SettingsProblem
  }
  return parsed.success && Object.keys(problems).length === 0
    ? { settings: parsed.data as RecipientSettings }
    : { problems }
}

/** A page that shows one way has no field for the first one. */
function readChannel(form: URLSearchParams, { settings }: SettingsFacts, problems: FormProblems): Channel | undefined {
  if (!form.has('first')) return settings.preferredChannel
  const written = form.get('first') ?? ''
  const found = CHANNELS.find((channel) => channel === written)
  if (found === undefined && written !== '') problems.preferredChannel = 'channel-unknown'
  return found
}

function readHours(form: URLSearchParams): RecipientSettings['hours'] | SettingsProblem {
  if (form.get('hours') !== 'own') return undefined
  const intervals: [number, number][] = []
  for (const number of [1, 2]) {
    const [from, to] = [readTime(form.get(`from${number}`)), readTime(form.get(`to${number}`))]
    if (from === undefined && to === undefined) continue
    if (from === undefined || to === undefined) return 'time-missing'
    if (from === 'unreadable' || to === 'unreadable') return 'time-unreadable'
    intervals.push([from, to === 0 ? MIDNIGHT : to])
  }
  if (intervals.length === 0) return 'no-time'
  const days = new Set(form.getAll('day'))
  const sorted = intervals.toSorted((a, b) => a[0] - b[0])
  return Array.from({ length: 7 }, (_, index) => (days.has(String(index + 1)) ? sorted : []))
}

function readQuiet(form: URLSearchParams): RecipientSettings['quiet'] | SettingsProblem {
  const [from, to] = [readTime(form.get('quiet-from')), readTime(form.get('quiet-to'))]
  if (from === undefined && to === undefined) return undefined
  if (from === undefined || to === undefined) return 'quiet-half'
  return from === 'unreadable' || to === 'unreadable' ? 'time-unreadable' : { from, to }
}

/** A button says how long; else the day that is written. No day: no pause. */
function readPause(form: URLSearchParams, facts: SettingsFacts): number | SettingsProblem | undefined {
  const pressed = form.get('pause')
  if (pressed === 'none') return undefined
  if (pressed === 'week' || pressed === 'month' || pressed === 'season') return pauseEnd(pressed, facts)
  const written = form.get('pause-day') ?? ''
  return written.trim() === '' ? undefined : readDay(written, facts.zones)
}

function readBudget(form: URLSearchParams): { per7Days?: number; per30Days?: number } | undefined {
  const number = (name: string) => {
    const text = (form.get(name) ?? '').trim()
    return text === '' ? undefined : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  }
  const budget = { ...present('per7Days', number('week')), ...present('per30Days', number('month')) }
  return Object.keys(budget).length === 0 ? undefined : budget
}

function present<Name extends string, T>(name: Name, value: T | undefined): { [name in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]?: T })
}

function apart(first: readonly [number, number], second: readonly [number, number]): boolean {
  return first[1] <= second[0] || second[1] <= first[0]
}
