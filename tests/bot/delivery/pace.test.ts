import { expect, test } from 'vitest'
import { createPace } from '#bot/delivery/pace.ts'

const MINUTE = 60_000

/** Takes all that may leave, as a worker does, every quarter of a second for a while; answers how many left. */
function leavesIn(pace: ReturnType<typeof createPace>, ms: number): number {
  let left = 0
  for (let now = 0; now < ms; now += 250) {
    for (let more = Math.min(pace.left(now), 10_000); more > 0; more -= 1) {
      pace.took('example.org', now)
      left += 1
    }
  }
  return left
}

test('without limits nothing is counted and nobody waits', () => {
  const pace = createPace({})
  expect(pace.left(0)).toBe(Number.POSITIVE_INFINITY)
  for (let at = 0; at < 1000; at += 1) pace.took('example.org', 0)
  expect(pace.until('example.org', 0)).toBeUndefined()
  expect(pace.left(0)).toBe(Number.POSITIVE_INFINITY)
})

test('the house’s limit holds whoever is written to', () => {
  const left = leavesIn(createPace({ perMinute: 600 }), 10 * MINUTE)
  expect(left).toBeGreaterThanOrEqual(5990)
  expect(left).toBeLessThanOrEqual(6020)
})

test('several workers share it: together they keep it', () => {
  const workers = [1, 2, 3].map(() => createPace({ perMinute: 600 }))
  for (const pace of workers) pace.share(3)
  const left = workers.map((pace) => leavesIn(pace, 10 * MINUTE)).reduce((sum, one) => sum + one, 0)
  expect(left).toBeGreaterThanOrEqual(5940)
  expect(left).toBeLessThanOrEqual(6030)
})

test('a worker that is alone again takes the whole of it', () => {
  const pace = createPace({ perMinute: 600 })
  pace.share(2)
  const halved = leavesIn(pace, MINUTE)
  pace.share(1)
  expect(halved).toBeLessThanOrEqual(312)
  const whole = createPace({ perMinute: 600 })
  whole.share(1)
  expect(leavesIn(whole, MINUTE)).toBeGreaterThanOrEqual(600)
})

test('a domain that had its share is put off, each message to an instant of its own; other domains go on', () => {
  const pace = createPace({ perDomainPerMinute: 60 })
  const putOff: number[] = []
  for (let at = 0; at < 5; at += 1) {
    const until = pace.until('big.example', 0)
    if (until === undefined) pace.took('big.example', 0)
    else putOff.push(until)
  }
  expect(putOff).toEqual([1000, 2000, 3000])
  expect(pace.until('small.example', 0)).toBeUndefined()
  // When the first comes back, its turn has come.
  expect(pace.until('big.example', 1000)).toBeUndefined()
})

test('thousands of domains are remembered only as long as they matter', () => {
  const pace = createPace({ perDomainPerMinute: 60 })
  for (let at = 0; at < 25_000; at += 1) pace.took(`d${at}.example`, at * 10)
  expect(pace.until('d24999.example', 250_000)).toBeUndefined()
})
