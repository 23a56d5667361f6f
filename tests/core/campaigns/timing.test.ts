import fc from 'fast-check'
import { expect, test } from 'vitest'
import { promiseAt, promiseDay, reminderAt } from '#core/campaigns/timing.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const HOUR = 3_600_000
const DAY = 24 * HOUR
const ask = {
  stepAt: at('2026-11-23T09:00:00Z'),
  remindersLeft: 1,
  channel: 'email',
  graceHours: 48,
  timeZone: 'Europe/Paris',
} as const

test('the promise runs at the end of the day after reminders and grace, and the message names the day it takes effect', () => {
  expect(promiseAt(ask)).toBe(at('2026-11-28T23:00:00Z'))
  expect(promiseDay(promiseAt(ask), 'Europe/Paris').toString()).toBe('2026-11-29')
  expect(promiseAt({ ...ask, remindersLeft: 0 })).toBe(at('2026-11-25T23:00:00Z'))
})

test('a grace under 48 hours counts as 48', () => {
  expect(promiseAt({ ...ask, graceHours: 1 })).toBe(promiseAt(ask))
})

test('the silence of an expiring basis takes effect at its end, not before', () => {
  const basisEndsAt = at('2027-01-15T10:00:00Z')
  expect(promiseAt({ ...ask, basisEndsAt })).toBe(at('2027-01-15T23:00:00Z'))
  expect(promiseAt({ ...ask, basisEndsAt: ask.stepAt })).toBe(promiseAt(ask))
})

test('a reminder comes three days after the last e-mail, seven after the last text message', () => {
  expect(reminderAt(0, 'email')).toBe(3 * DAY)
  expect(reminderAt(0, 'sms')).toBe(7 * DAY)
})

test('nobody has less than the grace after the last step, whenever it leaves and whatever the clocks do', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 800 * 24 }),
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom('Europe/Paris', 'Pacific/Chatham', 'America/St_Johns'),
      fc.integer({ min: 0, max: 2 }),
      (hours, graceHours, timeZone, remindersLeft) => {
        const stepAt = ask.stepAt + hours * HOUR
        const promise = promiseAt({ ...ask, stepAt, graceHours, timeZone, remindersLeft })
        const least = stepAt + remindersLeft * 3 * DAY + Math.max(48, graceHours) * HOUR
        expect(promise).toBeGreaterThan(least)
        expect(promise).toBeLessThanOrEqual(least + 25 * HOUR)
      },
    ),
    { seed: 20261122, numRuns: 500 },
  )
})
