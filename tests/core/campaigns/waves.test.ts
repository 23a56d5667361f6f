import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeWaves, mayStillWait, minuteAt, type OpenWaves, peopleIn, wavesOf } from '#core/campaigns/waves.ts'

const AUDIENCE = fc.oneof(fc.nat(20_000), fc.nat(20_000_000))
const HOUR = 3_600_000
const OPENED = 1_000_000_000

/** The people of each wave, as the first and the last place in the audience. */
function wavesIn(audience: number): { from: number; through: number }[] {
  return Array.from({ length: wavesOf(audience) }, (_, wave) => ({
    from: peopleIn(audience, wave),
    through: peopleIn(audience, wave + 1),
  }))
}

const sizes = (audience: number) => wavesIn(audience).map(({ from, through }) => through - from)

test.for([
  [0, []],
  [1, [1]],
  [100, [100]],
  [101, [100, 1]],
  [1000, [100, 200, 400, 300]],
  [20_000, [200, 400, 800, 1600, 3200, 6400, 7400]],
  [10_000_000, [100_000, 200_000, 400_000, 800_000, 1_600_000, 3_200_000, 3_700_000]],
] as const)('an audience of %i goes out in waves of %j', ([audience, waves]) => expect(sizes(audience)).toEqual(waves))

test('every person is in exactly one wave, and the waves sum to the audience', () => {
  fc.assert(
    fc.property(AUDIENCE, (audience) => {
      let through = 0
      for (const wave of wavesIn(audience)) {
        expect(wave.from).toBe(through)
        expect(wave.through).toBeGreaterThan(wave.from)
        through = wave.through
      }
      expect(through).toBe(audience)
    }),
    { seed: 20261122 },
  )
})

test('the first wave is a hundred people or one in a hundred, and each doubles but the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000_000 }), (audience) => {
      const [canary = 0, ...later] = sizes(audience)
      expect(canary).toBe(Math.min(audience, Math.max(100, Math.ceil(audience / 100))))
      later.slice(0, -1).forEach((size, at) => {
        expect(size).toBe(canary * 2 ** (at + 1))
      })
      expect(later.at(-1) ?? 0).toBeLessThanOrEqual(canary * 2 ** later.length)
    }),
    { seed: 20261122 },
  )
})

test('no audience takes more than seven waves', () => {
  fc.assert(
    fc.property(AUDIENCE, (audience) => {
      expect(wavesOf(audience)).toBeLessThanOrEqual(7)
    }),
    { seed: 20261122 },
  )
})

const settledNow = (change: Partial<OpenWaves> = {}): OpenWaves => ({
  openedAt: OPENED,
  settledAt: undefined,
  quiet: true,
  waiting: 0,
  people: 100,
  anySent: true,
  soonestDue: undefined,
  ...change,
})

test.for<{ name: string; given: Partial<OpenWaves>; at?: number; then: object }>([
  { name: 'the next wave waits while one message is due or on its way', given: { quiet: false }, then: { is: 'sending' } },
  { name: 'and opens fifteen seconds after the last answer', given: {}, then: { is: 'settled', opensAt: OPENED + 15_000 } },
  { name: 'the pause counts from then, however often it is looked at', given: { settledAt: OPENED - 9000, quiet: false }, then: { is: 'settled', opensAt: OPENED + 6000 } },
  { name: 'five held of a hundred hold nobody up', given: { waiting: 5, soonestDue: OPENED + HOUR }, then: { is: 'settled' } },
  { name: 'six do, until the first of them is due', given: { waiting: 6, soonestDue: OPENED + HOUR }, then: { is: 'waiting', lookAt: OPENED + HOUR } },
  { name: 'but not longer than a day', given: { waiting: 60, soonestDue: OPENED + 90 * HOUR }, then: { is: 'waiting', lookAt: OPENED + 24 * HOUR } },
  { name: 'after a day who is held holds nobody up', given: { waiting: 60, soonestDue: OPENED + 90 * HOUR }, at: OPENED + 24 * HOUR, then: { is: 'settled' } },
  { name: 'unless nothing was sent at all: a weekend proves nothing', given: { waiting: 100, anySent: false, soonestDue: OPENED + 60 * HOUR }, at: OPENED + 30 * HOUR, then: { is: 'waiting', lookAt: OPENED + 60 * HOUR } },
])('$name', ({ given, at = OPENED, then }) => expect(judgeWaves(settledNow(given), at)).toMatchObject(then)) // biome-ignore format: a table

test('at most one in twenty may still wait', () => {
  expect([19, 20, 100, 300, 100_000].map(mayStillWait)).toEqual([0, 1, 5, 15, 5000])
})

test('minutes of a rate follow each other and never overlap', () => {
  const first = minuteAt(undefined, OPENED)
  expect(first).toEqual({ at: OPENED, used: 0 })
  expect(minuteAt({ ...first, used: 7 }, OPENED + 59_999)).toEqual({ at: OPENED, used: 7 })
  expect(minuteAt({ ...first, used: 7 }, OPENED + 60_000)).toEqual({ at: OPENED + 60_000, used: 0 })
})
