import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, type Bucket } from '#core/consent/gate.ts'
import { DELETION_BUCKETS, keptBecause, proposedForDeletion } from '#core/contacts/clean-up.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import { aSource, DAY, gateFor, NOW } from '#tests/core/consent/a-person.ts'

const says = (bucket: Bucket, reason: ReasonCode = bucket === 'minor' ? 'minor-without-guardian' : 'doubtful') => ({
  bucket,
  reason,
})

const CASES: readonly { name: string; pairs: readonly ReturnType<typeof says>[]; then: string | undefined }[] = [
  { name: 'nobody without a pair', pairs: [], then: undefined },
  { name: 'who is doubtful everywhere', pairs: [says('doubtful'), says('doubtful')], then: 'doubtful' },
  { name: 'who is inactive', pairs: [says('inactive')], then: 'inactive' },
  { name: 'whose basis has ended', pairs: [says('expired')], then: 'expired' },
  { name: 'the furthest of two rows', pairs: [says('inactive'), says('expired')], then: 'inactive' },
  { name: 'a minor without a guardian', pairs: [says('minor')], then: 'minor' },
  { name: 'no minor whose guardian agreed', pairs: [says('minor', 'guardian-asked')], then: undefined },
  { name: 'no minor whose guardian wants no more', pairs: [says('minor', 'guardian-suppressed')], then: undefined },
  { name: 'nobody with one documented pair', pairs: [says('doubtful'), says('documented')], then: undefined },
  { name: 'nobody who may be asked', pairs: [says('inactive'), says('askable')], then: undefined },
  { name: 'nobody who was asked', pairs: [says('already-asked', 'lapsed'), says('inactive')], then: undefined },
  { name: 'nobody without known activity', pairs: [says('activity-unknown')], then: undefined },
  { name: 'nobody who is only unreachable', pairs: [says('unreachable')], then: undefined },
  { name: 'nobody under restriction', pairs: [says('restricted')], then: undefined },
  { name: 'nobody for opting out alone', pairs: [says('opted-out'), says('suppressed')], then: undefined },
  { name: 'who opted out of one pair', pairs: [says('opted-out'), says('doubtful')], then: 'doubtful' },
]

test.for(CASES)('proposed for deletion: $name', ({ pairs, then }) => {
  expect(proposedForDeletion(pairs)?.bucket).toBe(then)
})

const verdict = fc.constantFrom(...BUCKETS).map((bucket) => says(bucket))

test('a pair that keeps is never outweighed, wherever it stands in the list', () => {
  const keeping = fc.constantFrom(...BUCKETS.filter((b) => !isIn([...DELETION_BUCKETS, 'opted-out', 'suppressed'], b)))
  fc.assert(
    fc.property(fc.array(verdict), keeping, fc.array(verdict), (before, bucket, after) => {
      expect(proposedForDeletion([...before, says(bucket), ...after])).toBeUndefined()
    }),
    { seed: 20261122 },
  )
})

test('a yes of one’s own never makes an adult proposed for deletion, and always ends a proposal', () => {
  const source = fc
    .constantFrom('lawful', 'unknown', 'doubtful', 'customer', 'inquiry')
    .map((basis) => aSource({ basis, collectedAt: NOW - 2000 * DAY }))
  const person = fc.record({
    country: fc.constantFrom('FR', 'BE', 'UK', 'CA', undefined),
    sources: fc.array(source, { maxLength: 2 }),
    lastClickAt: fc.option(fc.integer({ min: NOW - 3000 * DAY, max: NOW }), { nil: undefined }),
  })
  fc.assert(
    fc.property(person, (facts) => {
      const consent = { state: 'granted', via: 'confirmation', at: NOW } as const
      const rest = gateFor({ ...facts, lastActAt: NOW })
      expect(proposedForDeletion([rest, gateFor({ ...facts, lastActAt: NOW }, { consent })])).toBeUndefined()
    }),
    { seed: 20261122, numRuns: 500 },
  )
})

const CONFIRMED = { confirmed: 'inactive', proposedAt: NOW, actedAt: undefined, waits: undefined } as const
const STILL = { bucket: 'inactive', reason: 'inactive' } as const

test.for([
  ['still inactive: nothing keeps them', {}, undefined],
  ['an act since the proposal', { actedAt: NOW }, 'acted-since'],
  ['an act before it', { actedAt: NOW - 1 }, undefined],
  ['the rule says something else now', { now: { bucket: 'doubtful', reason: 'doubtful' } }, 'facts-changed'],
  ['the rule no longer says it', { now: undefined }, 'facts-changed'],
  ['a message on its way', { waits: 'open-message' }, 'open-message'],
] as const)('at the instant of deletion, %s', ([, change, kept]) => {
  expect(keptBecause({ ...CONFIRMED, now: STILL, ...change })).toBe(kept)
})

function isIn(list: readonly Bucket[], bucket: Bucket): boolean {
  return list.includes(bucket)
}
