import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ConsentState } from '#core/consent/ledger.ts'
import { pairKey } from '#core/consent/pair.ts'
import type { ContactFacts } from '#core/contacts/contact-facts.ts'
import { type KnownFacts, type MergeRule, mergeFacts, newFacts } from '#core/contacts/merge.ts'
import { claimsOf } from '#core/contacts/merge-consents.ts'

const SETTINGS = { seed: 20261122, numRuns: 300 }
const rule = (asOf: number, change: Partial<MergeRule> = {}): MergeRule => ({ asOf, prefer: {}, fill: {}, ...change })
const none = { tags: [], custom: {} }

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const row: fc.Arbitrary<ContactFacts> = fc
  .record({
    firstName: some(['Ana', 'Bea', 'ANA']),
    lastName: some(['Dupont', 'Martin']),
    phone: some(['+33612345678', '+33612345679']),
    language: some(['fr', 'nl']),
    kind: some(['b2b', 'b2c'] as const),
    minor: some([true, false]),
    birthDate: some(['2001-01-01', '2002-02-02']),
    lastClickAt: some([10, 20, 30]),
    lastPurchaseAt: some([10, 20, 30]),
    tags: fc.subarray(['vip', 'salon', 'pro']),
    custom: fc.dictionary(fc.constantFrom('size', 'shop'), fc.constantFrom('1', '2')),
  })
  .map(
    (given) =>
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as ContactFacts,
  )

describe('the merge of facts', () => {
  test('the same row twice changes nothing', () => {
    fc.assert(
      fc.property(row, fc.integer({ min: 0, max: 5 }), (given, asOf) => {
        const known = newFacts('k', given, rule(asOf))
        const { facts, changed, confirmed, conflicts } = mergeFacts(known, given, rule(asOf))
        expect({ facts, changed, confirmed, conflicts }).toEqual({
          facts: known,
          changed: false,
          confirmed: false,
          conflicts: [],
        })
      }),
      SETTINGS,
    )
  })

  test('empty never overwrites: what was known of a field is never lost', () => {
    fc.assert(
      fc.property(row, row, fc.integer(), fc.integer(), (first, second, a, b) => {
        const known = newFacts('k', first, rule(a))
        const { facts } = mergeFacts(known, second, rule(b))
        for (const field of Object.keys(known) as (keyof KnownFacts)[]) {
          if (known[field] !== null) expect(facts[field]).not.toBeNull()
        }
        expect(facts.tags).toEqual(expect.arrayContaining([...known.tags]))
        expect(Object.keys(facts.custom)).toEqual(expect.arrayContaining(Object.keys(known.custom)))
      }),
      SETTINGS,
    )
  })

  test('the newest non-empty value wins, an older source fills gaps only', () => {
    fc.assert(
      fc.property(row, row, (first, second) => {
        const older = mergeFacts(newFacts('k', first, rule(2)), second, rule(1)).facts
        const newer = mergeFacts(newFacts('k', first, rule(1)), second, rule(2)).facts
        for (const field of ['firstName', 'lastName', 'phone', 'language', 'birthDate'] as const) {
          expect(older[field]).toBe(first[field] ?? second[field] ?? null)
          expect(newer[field]).toBe(second[field] ?? first[field] ?? null)
        }
      }),
      SETTINGS,
    )
  })

  test('acts, tags, minors and private persons do not depend on the order of the files', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.nat(), (rows, turn) => {
        const shuffled = [...rows.slice(turn % rows.length), ...rows.slice(0, turn % rows.length)].reverse()
        const merged = [rows, shuffled].map((list) =>
          list.reduce<KnownFacts>(
            (known, given, index) => mergeFacts(known, given, rule(index)).facts,
            newFacts('k', none, rule(0)),
          ),
        )
        const [a, b] = merged.map(({ lastClickAt, lastPurchaseAt, tags, minor, kind }) => ({
          lastClickAt,
          lastPurchaseAt,
          tags: [...tags].sort(),
          minor,
          kind,
        }))
        expect(a).toEqual(b)
      }),
      SETTINGS,
    )
  })

  test('a conflict is two different values of a key field, and capitals or accents make no difference', () => {
    const known = newFacts('k', { ...none, firstName: 'Zoé', lastName: 'Dupont' }, rule(1))
    expect(mergeFacts(known, { ...none, firstName: 'ZOE' }, rule(2)).conflicts).toEqual([])
    expect(mergeFacts(known, { ...none, lastName: 'Martin' }, rule(2)).conflicts).toEqual(['lastName'])
    expect(mergeFacts(known, { ...none, lastName: 'Martin' }, rule(0)).facts.lastName).toBe('Dupont')
  })

  test('staff may say for a whole file whose value wins', () => {
    const known = newFacts('k', { ...none, lastName: 'Dupont' }, rule(1))
    const given = { ...none, lastName: 'Martin' }
    expect(mergeFacts(known, given, rule(2, { prefer: { lastName: 'known' } })).facts.lastName).toBe('Dupont')
    expect(mergeFacts(known, given, rule(0, { prefer: { lastName: 'this-file' } })).facts.lastName).toBe('Martin')
  })

  test('a language given for the whole file goes to those without one only', () => {
    expect(newFacts('k', none, rule(1, { fill: { language: 'nl' } })).language).toBe('nl')
    const known = newFacts('k', { ...none, language: 'fr' }, rule(1))
    expect(mergeFacts(known, none, rule(2, { fill: { language: 'nl' } })).facts.language).toBe('fr')
  })
})

describe('claims', () => {
  const pairs = ['newsletter', 'offers'].flatMap((topic) =>
    (['email', 'sms'] as const).map((channel) => ({ topic, channel })),
  )
  const state = fc.option(fc.constantFrom<ConsentState>('granted', 'refused', 'withdrawn', 'lapsed', 'objected'), {
    nil: undefined,
  })

  test('a claim is only ever made for a pair without history, at an address without opt-out, outside a restriction', () => {
    fc.assert(
      fc.property(
        fc.array(state, { minLength: 4, maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        (states, stops, barred) => {
          const index = (pair: (typeof pairs)[number]) => pairs.findIndex((each) => pairKey(each) === pairKey(pair))
          const trace = { at: 1, until: undefined, origin: 'Salon', wording: undefined, pairs }
          const history = {
            state: (pair: (typeof pairs)[number]) => states[index(pair)],
            suppressed: (pair: (typeof pairs)[number]) => stops[index(pair)] === true,
          }
          const { granted, toSignUp } = claimsOf(trace, history, barred)
          expect(granted.map(index)).toEqual(
            [0, 1, 2, 3].filter((i) => !barred && states[i] === undefined && stops[i] === false),
          )
          const silent = [0, 1, 2, 3].filter((i) => !barred && states[i] === 'granted' && stops[i] === false)
          expect(
            [...granted, ...toSignUp]
              .map(index)
              .concat(silent)
              .sort((a, b) => a - b),
          ).toEqual([0, 1, 2, 3])
        },
      ),
      SETTINGS,
    )
  })
})
