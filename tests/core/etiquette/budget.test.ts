import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstMomentInBudget } from '#core/etiquette/budget.ts'

const DAY = 86_400_000
const NOW = 100 * DAY
const TWO_A_WEEK = { per7Days: 2, per30Days: 6 }

test.for([
  { name: 'nobody wrote yet: now', sent: [], then: NOW },
  { name: 'one message this week leaves room for one', sent: [NOW - DAY], then: NOW },
  {
    name: 'two this week wait until the older is seven days old',
    sent: [NOW - DAY, NOW - 3 * DAY],
    then: NOW + 4 * DAY,
  },
  { name: 'a message exactly seven days old no longer counts', sent: [NOW - DAY, NOW - 7 * DAY], then: NOW },
  {
    name: 'six in thirty days wait for the oldest, though the week has room',
    sent: [8, 10, 12, 14, 16, 20].map((days) => NOW - days * DAY),
    then: NOW + 10 * DAY,
  },
])('$name', ({ sent, then }) => {
  expect(firstMomentInBudget(TWO_A_WEEK, sent, NOW)).toBe(then)
})

test('a budget of none has no moment', () => {
  expect(firstMomentInBudget({ per7Days: 0, per30Days: 6 }, [], NOW)).toBeUndefined()
  expect(firstMomentInBudget({ per7Days: 2, per30Days: 0 }, [], NOW)).toBeUndefined()
})

test('the first hour at which counting the last days leaves room, and never before now', () => {
  const HOUR = 3_600_000
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 31 * 24 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 8 }),
      (hoursAgo, per7Days, per30Days) => {
        const sent = hoursAgo.map((hours) => NOW - hours * HOUR)
        const fits = (moment: number) =>
          sent.filter((one) => one > moment - 7 * DAY).length < per7Days &&
          sent.filter((one) => one > moment - 30 * DAY).length < per30Days
        let slow = NOW
        while (!fits(slow)) slow += HOUR
        expect(firstMomentInBudget({ per7Days, per30Days }, sent, NOW)).toBe(slow)
      },
    ),
    { seed: 20261122, numRuns: 1000 },
  )
})
