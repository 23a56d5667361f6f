import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fullTokens, heapOf, promised, type Tokens, tokensAt, took } from '#core/deliveries/pace.ts'

const MINUTE = 60_000

test('over any while no more leave than the limit allows, but for the heap it began with', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      fc.array(fc.nat(5000), { minLength: 1, maxLength: 200 }),
      (perMinute, steps) => {
        let tokens: Tokens = fullTokens(perMinute, 0)
        let now = 0
        let left = 0
        for (const step of steps) {
          now += step
          for (let tries = 0; tries < 50 && tokensAt(tokens, perMinute, now).left >= 1; tries += 1) {
            tokens = took(tokens, perMinute, now)
            left += 1
          }
        }
        expect(left).toBeLessThanOrEqual(heapOf(perMinute) + (now * perMinute) / MINUTE + 1e-6)
      },
    ),
    { seed: 20261122 },
  )
})

test('those that must wait get an instant each, at the rate of the limit', () => {
  let tokens: Tokens = { left: 0, at: 0, promisedAt: 0 }
  const instants = Array.from({ length: 5 }, () => {
    const wait = promised(tokens, 60, 0)
    if (wait === undefined) throw new Error('nothing was left')
    tokens = wait.tokens
    return wait.until
  })
  expect(instants).toEqual([1000, 2000, 3000, 4000, 5000])
})

test('ten thousand that wait and come back when they were told leave at the limit, each put off once or twice', () => {
  const perMinute = 600
  let tokens: Tokens = fullTokens(perMinute, 0)
  let waiting = Array.from({ length: 10_000 }, () => 0)
  let putOff = 0
  let now = 0
  let sent = 0
  while (waiting.length > 0) {
    const due = waiting.filter((at) => at <= now)
    waiting = waiting.filter((at) => at > now)
    for (const _ of due) {
      const wait = promised(tokens, perMinute, now)
      if (wait === undefined) {
        tokens = took(tokens, perMinute, now)
        sent += 1
      } else {
        tokens = wait.tokens
        waiting.push(wait.until)
        putOff += 1
      }
    }
    // Looked at a little late, as a worker does.
    now += 250
  }
  expect(sent).toBe(10_000)
  expect(now / MINUTE).toBeLessThan((10_000 / perMinute) * 1.05)
  expect(putOff).toBeLessThan(20_000)
})

test('a limit of one a minute still lets one go each minute', () => {
  let tokens = took(took(fullTokens(1, 0), 1, 0), 1, 0)
  expect(tokensAt(tokens, 1, MINUTE - 1).left).toBeLessThan(1)
  tokens = tokensAt(tokens, 1, MINUTE)
  expect(tokens.left).toBeCloseTo(1)
})

test('a clock set back adds nothing and takes nothing', () => {
  const tokens = took(fullTokens(60, 1000), 60, 1000)
  expect(tokensAt(tokens, 60, 0)).toEqual(tokens)
})
