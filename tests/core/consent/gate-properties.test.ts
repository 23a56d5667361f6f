import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, gate } from '#core/consent/gate.ts'
import { BASES, type GateFacts, gateClock, type PairFacts, type SourceFacts } from '#core/consent/gate-facts.ts'
import { isPermitted } from '#core/decision/decide.ts'
import { DAY, NOW, PAIR } from './a-person.ts'

const SEED = { seed: 20261122, numRuns: 3000 }

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
/** Something rare: what ends every rule at once must not hide the rows below it. */
const rarely = <T, N>(nothing: N, of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(nothing) }, { weight: 1, arbitrary: of })
const perhaps = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of })
const instant = fc.integer({ min: NOW - 2000 * DAY, max: NOW })
const source: fc.Arbitrary<SourceFacts> = fc.record({
  basis: fc.constantFrom(...BASES),
  attested: fc.boolean(),
  collectedAt: maybe(instant),
  traceFor: fc.constantFrom([], [PAIR], ['offers email']),
  tracedAt: maybe(instant),
})
const reach = fc.constantFrom('usable', 'missing', 'invalid', 'bounced')
const person: fc.Arbitrary<GateFacts> = fc.record({
  kind: maybe(fc.constantFrom('b2c', 'b2b')),
  country: maybe(fc.constantFrom('FR', 'FR', 'FR', 'BE', 'DE', 'UK', 'CA', 'US', 'ZZ')),
  region: maybe(fc.constantFrom('QC', 'ON')),
  genericAddress: fc.boolean(),
  informed: maybe(fc.boolean()),
  hasFunction: fc.boolean(),
  birthDate: rarely(undefined, fc.constantFrom('1980-02-29', '2012-02-29', '2011-11-23', '2011-11-24', '2018-01-01')),
  declaredMinor: rarely(undefined, fc.boolean()),
  guardian: maybe(fc.record({ suppressed: fc.boolean() })),
  restricted: rarely(false, fc.constant(true)),
  suppressed: rarely(undefined, fc.constantFrom('tombstone', 'complained', 'stopped', 'objected')),
  basisAwaitsAttestation: fc.boolean(),
  sources: fc.array(source, { maxLength: 3 }),
  lastClickAt: perhaps(instant),
  lastOpenAt: perhaps(instant),
  lastPurchaseAt: perhaps(instant),
  lastActAt: perhaps(instant),
  reach: fc.record({ email: reach, sms: reach }),
}) as fc.Arbitrary<GateFacts>
const pair: fc.Arbitrary<PairFacts> = fc.record({
  key: fc.constant(PAIR),
  consent: rarely(
    undefined,
    fc.record({
      state: fc.constantFrom('granted', 'refused', 'withdrawn', 'lapsed', 'objected'),
      via: fc.constantFrom('claim', 'answer-page', 'promise', 'import'),
      at: instant,
    }),
  ),
  optedOut: rarely(undefined, fc.constantFrom('withdrawn', 'refused')),
  asks: rarely([], fc.array(fc.record({ askedAt: instant, pending: fc.boolean() }), { minLength: 1, maxLength: 2 })),
}) as fc.Arbitrary<PairFacts>
const carrier = fc.constantFrom('email', 'sms')
const now = fc.integer({ min: 0, max: 400 }).map((days) => NOW + days * DAY)

const ASKED_BY: Record<string, readonly string[]> = {
  restricted: ['no'], suppressed: ['no'], 'opted-out': ['no'], 'already-asked': ['no'], minor: ['no', 'guardian'],
  expired: ['no'], expiring: ['yes', 'no'], documented: ['tick'], professional: ['tick'], doubtful: ['no'],
  'activity-unknown': ['no'], inactive: ['no'], unreachable: ['no'], askable: ['yes'],
} // biome-ignore format: the table of the rule

const gateAt = (facts: GateFacts, about: PairFacts, over: 'email' | 'sms', when: number) =>
  gate(facts, about, over, gateClock(when, 'Europe/Paris'))

test('whatever the facts, the gate says exactly one bucket of the list, and asks only as that bucket may', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(person, pair, carrier, now, (facts, about, over, when) => {
      const verdict = gateAt(facts, about, over, when)
      expect(BUCKETS.filter((bucket) => bucket === verdict.bucket)).toHaveLength(1)
      expect(ASKED_BY[verdict.bucket]).toContain(verdict.asked)
      seen.add(verdict.bucket)
    }),
    SEED,
  )
  // A generator that never reaches a row would prove nothing about it.
  expect([...seen].toSorted()).toEqual([...BUCKETS].toSorted())
})

test('the first row that holds wins over every later one', () => {
  fc.assert(
    fc.property(person, pair, carrier, now, (facts, about, over, when) => {
      const { bucket } = gateAt(facts, about, over, when)
      const state = about.consent?.state
      const optedOut = about.optedOut !== undefined || state === 'withdrawn' || state === 'refused'
      if (facts.restricted) expect(bucket).toBe('restricted')
      else if (facts.suppressed !== undefined) expect(bucket).toBe('suppressed')
      else if (optedOut) expect(bucket).toBe('opted-out')
      else if (state === 'objected') expect(bucket).toBe('suppressed')
      else if (state === 'lapsed') expect(bucket).toBe('already-asked')
      else expect(['restricted', 'suppressed', 'opted-out']).not.toContain(bucket)
    }),
    SEED,
  )
})

const RANK = { no: 0, tick: 1, guardian: 1, yes: 2 }

test('one more opt-out never makes anybody more askable, nor any kind of message more permitted', () => {
  const optOut = fc.constantFrom<(facts: GateFacts, about: PairFacts) => [GateFacts, PairFacts]>(
    (facts, about) => [{ ...facts, restricted: true }, about],
    (facts, about) => [{ ...facts, suppressed: 'stopped' }, about],
    (facts, about) => [{ ...facts, suppressed: facts.suppressed ?? 'complained' }, about],
    (facts, about) => [facts, { ...about, optedOut: 'withdrawn' }],
    (facts, about) => [facts, { ...about, consent: { state: 'refused', via: 'answer-page', at: NOW } }],
    (facts, about) => [facts, { ...about, consent: { state: 'objected', via: 'reply', at: NOW } }],
  )
  fc.assert(
    fc.property(person, pair, carrier, now, optOut, (facts, about, over, when, lower) => {
      const before = gateAt(facts, about, over, when)
      const [lessFacts, lessAbout] = lower(facts, about)
      const after = gateAt(lessFacts, lessAbout, over, when)
      expect(RANK[after.asked]).toBeLessThanOrEqual(RANK[before.asked])
      expect(after.asked).toBe('no')
      for (const kind of ['re-opt-in', 'topic', 'information'] as const)
        expect(isPermitted(kind, { gate: after, granted: true, ticked: true })).toBe(false)
    }),
    SEED,
  )
})

test('no kind of message is ever permitted to a minor at their own address', () => {
  fc.assert(
    fc.property(person, pair, now, fc.boolean(), (facts, about, when, granted) => {
      const child = { ...facts, birthDate: '2018-01-01' }
      const verdict = gateAt(child, about, 'email', when)
      const request = { gate: verdict, granted, ticked: true }
      expect(isPermitted('topic', request)).toBe(false)
      expect(isPermitted('information', request)).toBe(false)
      expect(isPermitted('re-opt-in', request)).toBe(verdict.asked === 'guardian')
    }),
    SEED,
  )
})
