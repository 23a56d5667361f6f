import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type BrakeCause,
  type BrakeCounts,
  countAgainAt,
  isWorthCounting,
  mustBrake,
  NO_COUNTS,
  since,
} from '#core/campaigns/brake.ts'
import type { CampaignKind } from '#core/messages/message.ts'

interface Case {
  name: string
  kind?: CampaignKind
  counts: Partial<BrakeCounts>
  cause?: BrakeCause
}

const CASES: readonly Case[] = [
  { name: 'nothing came back', counts: { results: 10_000 } },
  { name: 'one dead address of three never brakes', counts: { results: 3, hardBounces: 1 } },
  { name: 'nor three of three', counts: { results: 3, hardBounces: 3 } },
  { name: 'nor five of nineteen: too few to tell', counts: { results: 19, hardBounces: 5 } },
  { name: 'five of twenty do', counts: { results: 20, hardBounces: 5 }, cause: 'hard-bounces' },
  { name: 'five of a hundred are the limit, not over it', counts: { results: 100, hardBounces: 5 } },
  { name: 'six of a hundred are over it', counts: { results: 100, hardBounces: 6 }, cause: 'hard-bounces' },
  { name: 'one complaint never brakes', counts: { results: 5, complaints: 1 } },
  { name: 'two of the first hundred do', counts: { results: 100, complaints: 2 }, cause: 'complaints' },
  { name: 'two of a thousand are the limit', counts: { results: 1000, complaints: 2 } },
  { name: 'three in a thousand would be what Gmail never forgives', counts: { results: 1000, complaints: 3 }, cause: 'complaints' },
  { name: 'ten who leave a newsletter of four hundred brake it', kind: 'topic', counts: { results: 400, withdrawals: 10 }, cause: 'withdrawals' },
  { name: 'nine do not: too few to tell', kind: 'topic', counts: { results: 400, withdrawals: 9 } },
  { name: 'where people are asked whether they want to go, more may', kind: 're-opt-in', counts: { results: 600, withdrawals: 60 } },
  { name: 'but not one in ten', kind: 're-opt-in', counts: { results: 600, withdrawals: 61 }, cause: 'withdrawals' },
  { name: 'the gravest cause is named', counts: { results: 100, complaints: 2, hardBounces: 50, withdrawals: 50 }, cause: 'complaints' },
] // biome-ignore format: a table

test.for(CASES)('$name', ({ kind = 're-opt-in', counts, cause }) => {
  expect(mustBrake(kind, { ...NO_COUNTS, ...counts })?.cause).toBe(cause)
})

test('what it says is what was counted', () => {
  expect(mustBrake('topic', { ...NO_COUNTS, results: 120, hardBounces: 11 })).toEqual({
    cause: 'hard-bounces',
    count: 11,
    of: 120,
  })
})

const counts = fc.record({
  results: fc.nat(100_000),
  hardBounces: fc.nat(2000),
  complaints: fc.nat(200),
  withdrawals: fc.nat(2000),
})

test('what a person accepted is not counted again: alone it never brakes a second time', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom<CampaignKind>('re-opt-in', 'topic', 'information'), (accepted, kind) => {
      expect(mustBrake(kind, since(accepted, accepted))).toBeUndefined()
    }),
    { seed: 20261122 },
  )
})

test('counts that are skipped as too few never brake', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom<CampaignKind>('re-opt-in', 'topic'), (found, kind) => {
      if (!isWorthCounting(found)) expect(mustBrake(kind, found)).toBeUndefined()
    }),
    { seed: 20261122 },
  )
})

test('rates are looked at every second, over millions now and then', () => {
  expect([100, 100_000, 1_000_000, 10_000_000].map((people) => countAgainAt(people, 0))).toEqual([
    1000, 1000, 10_000, 100_000,
  ])
})
