import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstMomentInWindow } from '#core/etiquette/window.ts'
import type { WeekWindow } from '#core/house.ts'

const MINUTE = 60_000
const WEEK_MINUTES = 7 * 24 * 60

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const everyDay = (...hours: [number, number][]): WeekWindow => Array.from({ length: 7 }, () => hours)

/** The wall clock is looked at minute by minute, as a person would. */
function slowly(window: WeekWindow, timeZone: string, now: number): number | undefined {
  for (let minutes = 0; minutes <= 2 * WEEK_MINUTES; minutes += 1) {
    const moment = minutes === 0 ? now : Math.floor(now / MINUTE) * MINUTE + minutes * MINUTE
    const wall = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone)
    const minute = wall.hour * 60 + wall.minute
    if ((window[wall.dayOfWeek - 1] ?? []).some(([from, to]) => from <= minute && minute < to)) return moment
  }
  return undefined
}

const DAYTIME = everyDay([7 * 60, 21 * 60])

test.for([
  { name: 'inside: now', now: '2026-11-23T09:00:00Z', then: '2026-11-23T09:00:00Z' },
  { name: 'the opening minute is inside', now: '2026-11-23T06:00:00Z', then: '2026-11-23T06:00:00Z' },
  { name: 'a millisecond before the opening waits', now: '2026-11-23T05:59:59.999Z', then: '2026-11-23T06:00:00Z' },
  { name: 'the closing instant is outside', now: '2026-11-23T20:00:00Z', then: '2026-11-24T06:00:00Z' },
  { name: 'a millisecond before closing is inside', now: '2026-11-23T19:59:59.999Z', then: '2026-11-23T19:59:59.999Z' },
  {
    name: 'in summer the opening is an hour earlier in UTC',
    now: '2026-07-01T03:00:00Z',
    then: '2026-07-01T05:00:00Z',
  },
])('$name', ({ now, then }) => {
  expect(firstMomentInWindow(DAYTIME, 'Europe/Paris', at(now))).toBe(at(then))
})

test('a week without an opening has no moment', () => {
  expect(firstMomentInWindow(everyDay(), 'Europe/Paris', at('2026-11-23T09:00:00Z'))).toBeUndefined()
  expect(firstMomentInWindow([], 'Europe/Paris', at('2026-11-23T09:00:00Z'))).toBeUndefined()
})

test('one opening a week is found from the minute after it closed', () => {
  const mondayMorning: WeekWindow = [[[540, 600]], [], [], [], [], [], []]
  expect(firstMomentInWindow(mondayMorning, 'Europe/Paris', at('2026-11-23T09:00:00Z'))).toBe(
    at('2026-11-30T08:00:00Z'),
  )
})

test('an opening the gap swallows begins when the gap ends, a closing inside it ends there', () => {
  // Paris, 29 March 2026: 02:00 becomes 03:00.
  expect(firstMomentInWindow(everyDay([150, 240]), 'Europe/Paris', at('2026-03-29T00:30:00Z'))).toBe(
    at('2026-03-29T01:00:00Z'),
  )
  expect(firstMomentInWindow(everyDay([60, 150]), 'Europe/Paris', at('2026-03-29T01:10:00Z'))).toBe(
    at('2026-03-29T23:00:00Z'),
  )
})

test('the instant of a clock change belongs to what comes after it, whichever is asked first', () => {
  // Bermuda, 8 March 2026: 02:00 becomes 03:00 at 06:00 UTC.
  const threeOClock = everyDay([180, 240])
  const change = at('2026-03-08T06:00:00Z')
  expect(firstMomentInWindow(threeOClock, 'Atlantic/Bermuda', change)).toBe(change)
  expect(firstMomentInWindow(threeOClock, 'Atlantic/Bermuda', change - 60 * MINUTE)).toBe(change)
  expect(firstMomentInWindow(everyDay([60, 120]), 'Atlantic/Bermuda', change - 60 * MINUTE)).toBe(change - 60 * MINUTE)
})

test('an hour shown twice is open both times, and closed both times', () => {
  // Paris, 25 October 2026: 03:00 becomes 02:00.
  const halfPastTwo = everyDay([150, 170])
  expect(firstMomentInWindow(halfPastTwo, 'Europe/Paris', at('2026-10-25T00:00:00Z'))).toBe(at('2026-10-25T00:30:00Z'))
  expect(firstMomentInWindow(halfPastTwo, 'Europe/Paris', at('2026-10-25T00:55:00Z'))).toBe(at('2026-10-25T01:30:00Z'))
  expect(firstMomentInWindow(everyDay([150, 240]), 'Europe/Paris', at('2026-10-25T01:10:00Z'))).toBe(
    at('2026-10-25T01:30:00Z'),
  )
})

const CHANGES = [
  { timeZone: 'Europe/Paris', around: '2026-03-29T01:00:00Z' },
  { timeZone: 'Europe/Paris', around: '2026-10-25T01:00:00Z' },
  { timeZone: 'Pacific/Chatham', around: '2026-09-26T14:00:00Z' },
  { timeZone: 'Australia/Lord_Howe', around: '2026-10-03T15:30:00Z' },
  { timeZone: 'America/Havana', around: '2026-11-01T05:00:00Z' },
  { timeZone: 'America/St_Johns', around: '2026-03-08T05:30:00Z' },
  { timeZone: 'Asia/Kolkata', around: '2026-06-01T00:00:00Z' },
]

test('the same moment as looking at the wall clock minute by minute, also across clock changes', () => {
  const opening = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 300 }))
    .map(([from, lasts]): [number, number] => [from, Math.min(1440, from + lasts)])
  const week = fc.array(fc.array(opening, { maxLength: 2 }), { minLength: 7, maxLength: 7 })
  const nights = fc.array(
    fc.constantFrom<[number, number][]>([[120, 180]], [[150, 155]], [[0, 60]], [[23 * 60, 1440]], []),
    {
      minLength: 7,
      maxLength: 7,
    },
  )
  fc.assert(
    fc.property(
      fc.oneof(week, nights),
      fc.constantFrom(...CHANGES),
      fc.integer({ min: -3000, max: 3000 }),
      fc.integer({ min: 0, max: 59_999 }),
      (window, { timeZone, around }, minutes, ms) => {
        const now = at(around) + minutes * MINUTE + ms
        expect(firstMomentInWindow(window, timeZone, now)).toBe(slowly(window, timeZone, now))
      },
    ),
    { seed: 20261122, numRuns: 100 },
  )
})
