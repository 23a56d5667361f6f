import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Consent,
  type ConsentEvent,
  type ConsentEventType,
  eventText,
  foldConsent,
  isOwnYes,
  linkText,
  type Via,
} from '#core/consent/ledger.ts'
import { pairsOf, suppressionsOf } from '#core/consent/reach.ts'

const RUNS = { seed: 20261122, numRuns: 3000 }

const TYPES: readonly ConsentEventType[] = [
  'granted', 'refused', 'withdrawn', 'lapsed', 'objected', 'complained', 'restricted', 'unrestricted',
  'guardian-consented',
] // biome-ignore format: a list
const WAYS: readonly Via[] = [
  'claim', 'import', 'answer-page', 'preference-page', 'one-click', 'confirmation', 'reply', 'promise', 'staff',
] // biome-ignore format: a list

const event = fc.record({
  seq: fc.nat(),
  at: fc.nat(),
  contactId: fc.constant(7),
  type: fc.constantFrom(...TYPES),
  topic: fc.constant('newsletter'),
  channel: fc.constant('email'),
  via: fc.constantFrom(...WAYS),
}) as fc.Arbitrary<ConsentEvent>
const history = fc.array(event, { maxLength: 12 })

const folded = (events: readonly ConsentEvent[]) =>
  events.reduce<Consent | undefined>((current, one) => foldConsent(current, one) ?? current, undefined)

const LOWERED = new Set(['refused', 'withdrawn', 'objected'])

test('what a person lowered stays lowered until they say yes themselves', () => {
  fc.assert(
    fc.property(history, fc.array(event.filter((one) => !isOwnYes(one))), (before, after) => {
      const state = folded(before)?.state
      fc.pre(state !== undefined && LOWERED.has(state))
      expect(LOWERED).toContain(folded([...before, ...after])?.state)
    }),
    RUNS,
  )
})

test("a file's claim never changes a pair that has a history", () => {
  fc.assert(
    fc.property(history, event, fc.constantFrom<Via>('claim', 'import'), (before, one, via) => {
      fc.pre(folded(before) !== undefined)
      expect(folded([...before, { ...one, type: 'granted', via }])).toEqual(folded(before))
    }),
    RUNS,
  )
})

test('silence takes away a grant and nothing else', () => {
  fc.assert(
    fc.property(history, event, (before, one) => {
      const current = folded(before)
      const after = folded([...before, { ...one, type: 'lapsed', via: 'promise' }])
      if (current === undefined || current.state === 'granted') expect(after?.state).toBe('lapsed')
      else expect(after).toEqual(current)
    }),
    RUNS,
  )
})

test('an own yes always counts, after whatever came before', () => {
  fc.assert(
    fc.property(history, event, (before, one) => {
      expect(folded([...before, { ...one, type: 'granted', via: 'confirmation' }])).toEqual({
        state: 'granted', via: 'confirmation', at: one.at, eventSeq: one.seq,
      }) // biome-ignore format: one thought
    }),
    RUNS,
  )
})

test('every state rests on an event of the history that says so', () => {
  fc.assert(
    fc.property(history, (events) => {
      const numbered = events.map((one, i) => ({ ...one, seq: i + 1 }))
      const consent = folded(numbered)
      if (consent === undefined) return
      const ground = numbered[consent.eventSeq - 1]
      expect(ground).toMatchObject({ at: consent.at, via: consent.via })
      expect(ground?.type === 'complained' ? 'withdrawn' : ground?.type).toBe(consent.state)
    }),
    RUNS,
  )
})

const FULL: ConsentEvent = {
  seq: 3, at: 1000, contactId: 7, type: 'granted', topic: 'newsletter', channel: 'email', via: 'answer-page',
  campaignId: 2, sourceId: 4, wordingHash: 'aa', actor: 'U0ALICE', evidenceDigest: 'bb',
} // biome-ignore format: one event

test('the text of an event changes with every one of its fields', () => {
  const changed: Record<keyof ConsentEvent, ConsentEvent> = {
    seq: { ...FULL, seq: 4 },
    at: { ...FULL, at: 1001 },
    contactId: { ...FULL, contactId: 8 },
    type: { ...FULL, type: 'refused' },
    topic: { ...FULL, topic: 'offers' },
    channel: { ...FULL, channel: '*' },
    via: { ...FULL, via: 'confirmation' },
    campaignId: { ...FULL, campaignId: undefined },
    sourceId: { ...FULL, sourceId: 2 },
    wordingHash: { ...FULL, wordingHash: undefined },
    actor: { ...FULL, actor: 'U0BRUNO' },
    evidenceDigest: { ...FULL, evidenceDigest: 'cc' },
  }
  const texts = [FULL, ...Object.values(changed)].map(eventText)
  expect(new Set(texts).size).toBe(1 + Object.keys(FULL).length)
})

test('the text of a link changes with its number, instant, predecessor, events and their order', () => {
  const link = { seq: 1, at: 5, previous: 'p', digests: ['a', 'b'] }
  const others = [
    { ...link, seq: 2 },
    { ...link, at: 6 },
    { ...link, previous: 'q' },
    { ...link, digests: ['b', 'a'] },
    { ...link, digests: ['a'] },
  ]
  expect(new Set([link, ...others].map(linkText)).size).toBe(6)
})

test('"stop everything" speaks for every topic and both channels, and bars the addresses as a whole', () => {
  const everything = { type: 'withdrawn', topic: '*', channel: '*' } as const
  expect(pairsOf(everything, ['newsletter', 'offers'])).toHaveLength(4)
  expect(suppressionsOf(everything, ['newsletter'])).toEqual([
    { kind: 'stopped', topic: '*', channel: '*' },
    { kind: 'withdrawn', topic: 'newsletter', channel: 'email' },
    { kind: 'withdrawn', topic: 'newsletter', channel: 'sms' },
  ])
})

test('a complaint about one topic withdraws that pair; a complaint about all of it bars the address', () => {
  expect(suppressionsOf({ type: 'complained', topic: 'offers', channel: 'email' }, ['offers'])).toEqual([
    { kind: 'withdrawn', topic: 'offers', channel: 'email' },
  ])
  expect(suppressionsOf({ type: 'complained', topic: '*', channel: '*' }, [])).toEqual([
    { kind: 'complained', topic: '*', channel: '*' },
  ])
  for (const type of ['granted', 'lapsed', 'restricted', 'guardian-consented'] as const)
    expect(suppressionsOf({ type, topic: '*', channel: '*' }, ['offers'])).toEqual([])
})
