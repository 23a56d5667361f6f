import { expect, test } from 'vitest'
import { leavesAMoment } from '#core/etiquette/remaining-hours.ts'
import type { WeekWindow } from '#core/house.ts'

const H = 60
const monday = (...day: [number, number][]): WeekWindow => [day, [], [], [], [], [], []]

const CASES: { name: string; week: WeekWindow; quiet: { from: number; to: number } | undefined; left: boolean }[] = [
  { name: 'without quiet hours, hours are hours', week: monday([9 * H, 10 * H]), quiet: undefined, left: true },
  { name: 'a week without an opening has no moment', week: monday(), quiet: undefined, left: false },
  {
    name: 'a night of silence leaves the day',
    week: monday([9 * H, 18 * H]),
    quiet: { from: 22 * H, to: 7 * H },
    left: true,
  },
  {
    name: 'a silence past midnight takes an evening',
    week: monday([22 * H, 24 * H]),
    quiet: { from: 21 * H, to: 7 * H },
    left: false,
  },
  { name: 'and the early hours after it', week: monday([0, 7 * H]), quiet: { from: 21 * H, to: 7 * H }, left: false },
  { name: 'one minute is a moment', week: monday([0, 7 * H + 1]), quiet: { from: 21 * H, to: 7 * H }, left: true },
  {
    name: 'a silence in the middle leaves both ends',
    week: monday([9 * H, 18 * H]),
    quiet: { from: 12 * H, to: 14 * H },
    left: true,
  },
  {
    name: 'two openings, both silent',
    week: monday([9 * H, 12 * H], [14 * H, 18 * H]),
    quiet: { from: 8 * H, to: 18 * H },
    left: false,
  },
  {
    name: 'the second opening is enough',
    week: monday([9 * H, 12 * H], [14 * H, 18 * H]),
    quiet: { from: 8 * H, to: 17 * H },
    left: true,
  },
]
test.for(CASES)('$name', ({ week, quiet, left }) => expect(leavesAMoment(week, quiet)).toBe(left))
