import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstMoment } from '#core/etiquette/first-moment.ts'
import { type EtiquetteFacts, layersOf } from '#core/etiquette/layers.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Closure, WeekWindow } from '#core/house.ts'
import { at, someFacts } from './etiquette-facts.ts'
import { isAllowed, slowFirstMoment } from './minute-by-minute.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const MOST_MINUTES = 3 * 1440
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))

/** Instants around which some clock changes, and any other. */
const instant = fc.oneof(
  fc
    .integer({ min: at('2024-01-01T00:00Z') / MINUTE, max: at('2030-12-31T00:00Z') / MINUTE })
    .map((minutes) => minutes * MINUTE),
  fc
    .record({
      zone,
      year: fc.integer({ min: 2024, max: 2030 }),
      minutes: fc.integer({ min: -600, max: 90 }),
    })
    .map(({ zone, year, minutes }) => {
      const start = at(`${year}-02-01T00:00Z`)
      const change = Temporal.Instant.fromEpochMilliseconds(start)
        .toZonedDateTimeISO(zone)
        .getTimeZoneTransition('next')
      return (change?.epochMilliseconds ?? start) + minutes * MINUTE
    }),
)

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1435 }), fc.integer({ min: 1, max: 1200 }))
  .map(([from, lasts]): [number, number] => [from, Math.min(1440, from + lasts)])
const hours = fc.oneof({ weight: 5, arbitrary: fc.array(interval, { minLength: 1, maxLength: 3 }) }, fc.constant([]))
const week: fc.Arbitrary<WeekWindow> = fc.array(hours, { minLength: 7, maxLength: 7 })

const settings: fc.Arbitrary<(now: number) => RecipientSettings> = fc
  .record({
    hours: fc.option(week, { nil: undefined, freq: 1 }),
    quiet: fc.option(
      fc
        .record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 0, max: 1439 }) })
        .filter(({ from, to }) => from !== to),
      { nil: undefined, freq: 1 },
    ),
    pause: fc.option(fc.integer({ min: -60, max: 1440 }), { nil: undefined, freq: 1 }),
  })
  .map(({ hours, quiet, pause }) => (now) => ({
    ...(hours && { hours }),
    ...(quiet && { quiet }),
    ...(pause !== undefined && { pausedUntil: Math.floor(now / MINUTE + pause) * MINUTE }),
  }))

const dayNear = (now: number, days: number) =>
  Temporal.Instant.fromEpochMilliseconds(now + days * DAY)
    .toString()
    .slice(0, 10)
const nearDays = fc.uniqueArray(fc.integer({ min: -1, max: 4 }), { maxLength: 2 })

const facts = fc
  .record({
    now: fc.tuple(instant, fc.integer({ min: 0, max: MINUTE - 1 })).map(([minute, ms]) => minute + ms),
    zones: fc.oneof(fc.tuple(zone), fc.tuple(zone), fc.uniqueArray(zone, { minLength: 2, maxLength: 3 })),
    channel: fc.constantFrom('email', 'email', 'sms'),
    where: fc.constantFrom(['FR'], ['US', 'FL'], ['US', 'NY'], ['US'], ['BE'], ['AQ'], [undefined]),
    hours: week,
    settings,
    feasts: nearDays,
    closed: nearDays,
  })
  .map(({ now, zones, channel, where: [country, region], hours, settings, feasts, closed }) => {
    const days = new Set(feasts.map((day) => dayNear(now, day)))
    const closures: Closure[] = closed.map((day) => ({
      from: dayNear(now, day),
      until: dayNear(now, day + (day % 2 === 0 ? 0 : 1)),
    }))
    const change: Partial<EtiquetteFacts> = {
      settings: settings(now),
      holidays: (of) => (of === 'AQ' ? undefined : days),
      place: { zones, from: 'country', country, region },
    }
    return { now, facts: someFacts(channel, {}, change, { windows: { email: hours, sms: hours }, closures }) }
  })

test('the moment is allowed by every rule, and no earlier minute is: looked up minute by minute', () => {
  let found = 0
  fc.assert(
    fc.property(facts, ({ now, facts }) => {
      const { at: moment, reasons } = firstMoment(layersOf(facts), now)
      expect(moment === now).toBe(reasons.length === 0)
      if (moment !== undefined) expect(isAllowed(facts, moment)).toBe(true)
      const slow = slowFirstMoment(facts, now, MOST_MINUTES)
      if (slow !== undefined) found += 1
      if (slow !== undefined || (moment ?? Number.POSITIVE_INFINITY) <= now + MOST_MINUTES * MINUTE)
        expect(moment).toBe(slow)
    }),
    { seed: 20261122, numRuns: 200 },
  )
  // Most of the made-up people can be written to: the property is about something.
  expect(found).toBeGreaterThan(100)
})
