import { expect, test } from 'vitest'
import type { Asked, Bucket } from '#core/consent/gate.ts'
import type { GateFacts, PairFacts } from '#core/consent/gate-facts.ts'
import { aSource, at, DAY, gateFor, NOW, PAIR } from './a-person.ts'

interface Case {
  name: string
  person?: Partial<GateFacts>
  pair?: Partial<PairFacts>
  now?: number
  then: { bucket: Bucket; asked: Asked; reason?: string; standing?: Bucket }
}

const no = (bucket: Bucket, reason?: string) => ({ bucket, asked: 'no' as const, ...(reason && { reason }) })
const traced = aSource({ basis: 'documented', attested: false, traceFor: [PAIR], tracedAt: NOW - 100 * DAY })
const business = {
  kind: 'b2b' as const,
  informed: true,
  hasFunction: true,
  sources: [aSource({ basis: 'professional' })],
}
const customer = { sources: [aSource({ basis: 'customer' })], lastClickAt: undefined, lastPurchaseAt: NOW - 100 * DAY }
const granted = { state: 'granted', via: 'claim', at: NOW - 100 * DAY } as const
const bornOn = (birthDate: string) => ({ birthDate })
const guardian = { suppressed: false }

const CASES: readonly Case[] = [
  { name: 'a lawful, traceless, active consumer in France may be asked', then: { bucket: 'askable', asked: 'yes' } },
  // 1
  { name: 'restriction beats a good trace', person: { restricted: true, sources: [traced] }, then: no('restricted') },
  {
    name: 'restriction beats a complaint',
    person: { restricted: true, suppressed: 'complained' },
    then: no('restricted'),
  },
  // 2
  { name: 'a tombstone is never asked', person: { suppressed: 'tombstone' }, then: no('suppressed', 'tombstone') },
  { name: 'a complaint is never asked', person: { suppressed: 'complained' }, then: no('suppressed', 'complained') },
  {
    name: '"stop everything" beats an older grant of the pair',
    person: { suppressed: 'stopped' },
    pair: { consent: granted },
    then: no('suppressed', 'stopped'),
  },
  { name: 'an objection to marketing is never asked', person: { suppressed: 'objected' }, then: no('suppressed') },
  {
    name: 'an objection about this pair alone is a suppression too',
    pair: { consent: { state: 'objected', via: 'reply', at: NOW } },
    then: no('suppressed', 'objected'),
  },
  // 3
  {
    name: 'a withdrawn pair is not asked again',
    pair: { consent: { state: 'withdrawn', via: 'one-click', at: 0 } },
    then: no('opted-out', 'withdrawn'),
  },
  {
    name: 'a refused pair is not asked again',
    pair: { consent: { state: 'refused', via: 'answer-page', at: 0 } },
    then: no('opted-out', 'refused'),
  },
  {
    name: 'a withdrawal at the same address by somebody else holds',
    pair: { optedOut: 'withdrawn', consent: granted },
    then: no('opted-out', 'withdrawn'),
  },
  {
    name: 'withdrawn beats an earlier ask',
    pair: { optedOut: 'refused', asks: [{ askedAt: NOW, pending: true }] },
    then: no('opted-out', 'refused'),
  },
  // 4
  {
    name: 'a lapsed pair is not asked again, however long ago',
    pair: { consent: { state: 'lapsed', via: 'promise', at: 0 } },
    then: no('already-asked', 'lapsed'),
  },
  {
    name: 'an ask pending in another campaign bars this one',
    pair: { asks: [{ askedAt: 0, pending: true }] },
    then: no('already-asked'),
  },
  {
    name: 'an ask unanswered for eleven months bars this one',
    pair: { asks: [{ askedAt: at('2025-12-24T00:00:00Z'), pending: false }] },
    then: no('already-asked'),
  },
  {
    name: 'an ask unanswered for thirteen months does not',
    pair: { asks: [{ askedAt: at('2025-10-23T00:00:00Z'), pending: false }] },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'an ask exactly twelve months ago no longer bars, a millisecond later it does',
    pair: { asks: [{ askedAt: at('2025-11-23T09:00:00Z') + 1, pending: false }] },
    then: no('already-asked'),
  },
  {
    name: 'a grant newer than the ask makes it forgotten',
    pair: {
      asks: [{ askedAt: NOW - 30 * DAY, pending: false }],
      consent: { state: 'granted', via: 'confirmation', at: NOW - 29 * DAY },
    },
    then: { bucket: 'documented', asked: 'tick' },
  },
  {
    name: 'a grant older than the ask does not',
    pair: { asks: [{ askedAt: NOW - 99 * DAY, pending: false }], consent: granted },
    then: no('already-asked'),
  },
  {
    name: 'an earlier ask never hides a minor',
    person: bornOn('2015-01-01'),
    pair: { asks: [{ askedAt: NOW - DAY, pending: false }] },
    then: { ...no('already-asked'), standing: 'minor' },
  },
  // 5
  {
    name: 'a child of fourteen in France without a guardian is proposed for deletion',
    person: bornOn('2011-11-24'),
    then: no('minor', 'minor-without-guardian'),
  },
  {
    name: 'on the fifteenth birthday the person is asked for themselves',
    person: bornOn('2011-11-23'),
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'the day is that of the house, not that of the server',
    person: bornOn('2011-11-24'),
    now: at('2026-11-23T23:30:00Z'),
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'with guardian consent on record the guardian is asked',
    person: { ...bornOn('2014-05-05'), guardian },
    then: { bucket: 'minor', asked: 'guardian', reason: 'guardian-asked' },
  },
  {
    name: 'a guardian who opted out is not asked',
    person: { ...bornOn('2014-05-05'), guardian: { suppressed: true } },
    then: no('minor', 'guardian-suppressed'),
  },
  {
    name: 'a guardian is not asked about a child whose collection is doubtful',
    person: { ...bornOn('2014-05-05'), guardian, sources: [aSource({ basis: 'doubtful' })] },
    then: no('minor', 'minor-not-askable'),
  },
  {
    name: 'a guardian is not asked where the trace is good',
    person: { ...bornOn('2014-05-05'), guardian, sources: [traced] },
    then: no('minor', 'minor-not-askable'),
  },
  {
    name: 'declared a minor without a birth date is a minor',
    person: { declaredMinor: true },
    then: no('minor', 'minor-without-guardian'),
  },
  {
    name: 'an unknown birth date is not a minor',
    person: { declaredMinor: undefined },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'born on 29 February 2012, still fourteen on 28 February 2027',
    person: { ...bornOn('2012-02-29'), lastClickAt: at('2027-02-01T00:00:00Z') },
    now: at('2027-02-28T12:00:00Z'),
    then: no('minor', 'minor-without-guardian'),
  },
  {
    name: 'born on 29 February 2012, fifteen on 1 March 2027',
    person: { ...bornOn('2012-02-29'), lastClickAt: at('2027-02-01T00:00:00Z') },
    now: at('2027-03-01T12:00:00Z'),
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'a minor beats an ended basis',
    person: {
      ...bornOn('2014-05-05'),
      sources: [aSource({ collectedAt: at('2020-01-01T00:00:00Z') })],
      lastClickAt: undefined,
    },
    then: no('minor'),
  },
  // 6
  {
    name: 'a French prospect without an act for three years has expired',
    person: { sources: [aSource({ collectedAt: at('2023-11-23T09:00:00Z') })], lastClickAt: undefined },
    then: no('expired', 'basis-ended'),
  },
  {
    name: 'a millisecond before the three years are over it is expiring',
    person: { sources: [aSource({ collectedAt: at('2023-11-23T09:00:00Z') + 1 })], lastClickAt: undefined },
    then: { bucket: 'expiring', asked: 'yes' },
  },
  {
    name: 'an imported open never prolongs the three years',
    person: {
      sources: [aSource({ collectedAt: at('2022-01-01T00:00:00Z') })],
      lastClickAt: undefined,
      lastOpenAt: NOW - DAY,
    },
    then: no('expired'),
  },
  {
    name: 'a file nobody vouches for never prolongs the three years',
    person: {
      sources: [
        aSource({ collectedAt: at('2022-01-01T00:00:00Z') }),
        aSource({ basis: 'doubtful', collectedAt: NOW - DAY }),
      ],
      lastClickAt: undefined,
    },
    then: no('expired'),
  },
  {
    name: 'an own yes starts the three years again',
    person: { sources: [aSource({ collectedAt: at('2022-01-01T00:00:00Z') })], lastClickAt: undefined },
    pair: { consent: { state: 'granted', via: 'confirmation', at: NOW - DAY } },
    then: { bucket: 'documented', asked: 'tick' },
  },
  {
    name: "a file's claim of a yes does not",
    person: { sources: [aSource({ collectedAt: at('2022-01-01T00:00:00Z') })], lastClickAt: undefined },
    pair: { consent: { state: 'granted', via: 'claim', at: NOW - DAY } },
    then: no('expired'),
  },
  {
    name: 'an expired trace is not documented',
    person: { sources: [{ ...traced, tracedAt: at('2023-01-01T00:00:00Z') }], lastClickAt: undefined },
    then: no('expired'),
  },
  {
    name: 'a Canadian customer expires two years after the purchase',
    person: { ...customer, country: 'CA', lastPurchaseAt: at('2024-11-23T09:00:00Z') },
    then: no('expired'),
  },
  {
    name: 'a Canadian inquiry expires after six months',
    person: {
      country: 'CA',
      sources: [aSource({ basis: 'inquiry', collectedAt: at('2026-05-23T08:00:00Z') })],
    },
    then: no('expired'),
  },
  // 7
  {
    name: 'ninety days before the end a prospect is asked once',
    person: { sources: [aSource({ collectedAt: at('2024-02-21T09:00:00Z') })], lastClickAt: undefined },
    then: { bucket: 'expiring', asked: 'yes' },
  },
  {
    name: 'a documented consent about to end is expiring, not documented',
    person: { sources: [{ ...traced, tracedAt: at('2024-01-10T00:00:00Z') }], lastClickAt: undefined },
    then: { bucket: 'expiring', asked: 'yes' },
  },
  {
    name: 'somebody expiring without a usable address is not asked',
    person: {
      sources: [aSource({ collectedAt: at('2024-01-10T00:00:00Z') })],
      lastClickAt: undefined,
      reach: { email: 'bounced', sms: 'missing' },
    },
    then: no('expiring', 'ends-soon-unreachable'),
  },
  {
    name: 'a Canadian inquiry of four months is expiring',
    person: { country: 'CA', sources: [aSource({ basis: 'inquiry', collectedAt: at('2026-07-23T08:00:00Z') })] },
    then: { bucket: 'expiring', asked: 'yes' },
  },
  // 8
  {
    name: 'a trace for this pair needs an explicit tick',
    person: { sources: [traced] },
    then: { bucket: 'documented', asked: 'tick' },
  },
  {
    name: 'a trace among other sources is the best evidence',
    person: { sources: [aSource({ basis: 'doubtful' }), traced, aSource()] },
    then: { bucket: 'documented', asked: 'tick' },
  },
  {
    name: 'a trace for another pair is none for this one',
    person: { sources: [{ ...traced, attested: true, traceFor: ['offers email'] }] },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'a documented file without the trace is no lost trace the privacy lead stands for',
    person: { sources: [{ ...traced, traceFor: [] }] },
    then: no('doubtful', 'basis-unknown'),
  },
  // 9
  {
    name: 'France: a named business contact, informed, with a function, needs a tick',
    person: business,
    then: { bucket: 'professional', asked: 'tick' },
  },
  {
    name: 'France: a generic business address needs a tick',
    person: { ...business, genericAddress: true, informed: undefined, hasFunction: false },
    then: { bucket: 'professional', asked: 'tick' },
  },
  {
    name: 'France: a named business contact who was not informed is asked like a consumer',
    person: { ...business, informed: false },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'Belgium: a generic business address needs a tick',
    person: { ...business, country: 'BE', genericAddress: true },
    then: { bucket: 'professional', asked: 'tick' },
  },
  {
    name: 'Belgium: a named business contact is asked like a consumer',
    person: { ...business, country: 'BE' },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'Germany: business contacts have no row of their own',
    person: { ...business, country: 'DE', genericAddress: true },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'United Kingdom: a business contact without a trace is doubtful',
    person: { ...business, country: 'UK' },
    then: no('doubtful', 'country-forbids-asking'),
  },
  {
    name: 'a consumer is never professional, whatever the file says',
    person: { ...business, kind: 'b2c' },
    then: no('doubtful', 'basis-unknown'),
  },
  {
    name: 'an unconfirmed professional file does not count',
    person: {
      ...business,
      sources: [aSource({ basis: 'professional', attested: false })],
      basisAwaitsAttestation: true,
    },
    then: no('doubtful', 'basis-not-attested'),
  },
  // 10
  {
    name: 'doubts about the collection: never asked',
    person: { sources: [aSource({ basis: 'doubtful' })] },
    then: no('doubtful', 'collection-doubtful'),
  },
  {
    name: 'an unknown basis: never asked',
    person: { sources: [aSource({ basis: 'unknown' })] },
    then: no('doubtful', 'basis-unknown'),
  },
  { name: 'no source at all: never asked', person: { sources: [] }, then: no('doubtful', 'basis-unknown') },
  {
    name: 'a lawful file the privacy lead has not confirmed: never asked',
    person: { sources: [aSource({ attested: false })], basisAwaitsAttestation: true },
    then: no('doubtful', 'basis-not-attested'),
  },
  ...['UK', 'GB', 'CA', 'US', undefined, 'CH', 'fr'].map(
    (country): Case => ({
      name: `country ${country}: a lost trace may not be asked`,
      person: { country },
      then: no('doubtful', 'country-forbids-asking'),
    }),
  ),
  ...['FR', 'BE', 'DE', 'NO', 'IS', 'LI', 'EL', 'GR'].map(
    (country): Case => ({
      name: `country ${country}: a confirmed lost trace may be asked`,
      person: { country },
      then: { bucket: 'askable', asked: 'yes' },
    }),
  ),
  {
    name: 'Canada: an inquiry without a date no longer implies anything',
    person: { country: 'CA', sources: [aSource({ basis: 'inquiry', collectedAt: undefined })] },
    then: no('doubtful', 'country-forbids-asking'),
  },
  {
    name: 'Canada: a purchase no other file dates does not make a customer',
    person: { ...customer, country: 'CA', lastPurchaseAt: undefined },
    then: no('doubtful', 'country-forbids-asking'),
  },
  // 11
  {
    name: 'nothing known of their acts: staff must bring the dates',
    person: { lastClickAt: undefined },
    then: no('activity-unknown'),
  },
  {
    name: 'nothing known of the acts of a Belgian: the same',
    person: { country: 'BE', lastClickAt: undefined },
    then: no('activity-unknown'),
  },
  // 12
  {
    name: 'no act for thirteen months to the millisecond is inactive',
    person: { lastClickAt: at('2025-10-23T08:00:00Z') },
    then: no('inactive'),
  },
  {
    name: 'an act a millisecond later is active',
    person: { lastClickAt: at('2025-10-23T08:00:00Z') + 1 },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'an imported open shows activity',
    person: { lastClickAt: undefined, lastOpenAt: NOW - DAY },
    then: { bucket: 'askable', asked: 'yes' },
  },
  {
    name: 'a Canadian customer of twenty months follows the own clock',
    person: { ...customer, country: 'CA', lastPurchaseAt: at('2025-03-23T00:00:00Z') },
    then: { bucket: 'askable', asked: 'yes' },
  },
  // 13
  ...(['missing', 'invalid', 'bounced'] as const).map(
    (email): Case => ({
      name: `an address that is ${email} is only listed`,
      person: { reach: { email, sms: 'usable' } },
      then: no('unreachable', `address-${email}`),
    }),
  ),
  {
    name: 'inactive comes before unreachable',
    person: { lastClickAt: at('2025-01-01T00:00:00Z'), reach: { email: 'bounced', sms: 'missing' } },
    then: no('inactive'),
  },
  // 14
  {
    name: 'a French customer is asked',
    person: customer,
    then: { bucket: 'askable', asked: 'yes', reason: 'customer' },
  },
  {
    name: 'a British customer under the soft opt-in is asked',
    person: { ...customer, country: 'UK' },
    then: { bucket: 'askable', asked: 'yes', reason: 'customer' },
  },
  {
    name: 'the best of several sources counts',
    person: { sources: [aSource({ basis: 'doubtful' }), aSource({ basis: 'unknown' }), aSource()] },
    then: { bucket: 'askable', asked: 'yes' },
  },
]

test.for(CASES)('$name', ({ person, pair, now, then }) => {
  expect(gateFor(person, pair, now === undefined ? {} : { now })).toMatchObject(then)
})

const AGES = {
  13: 'BE FI SE UK GB EE LV MT PT IS',
  14: 'AT IT ES BG CY LT',
  15: 'DK FR CZ EL GR SI',
  16: 'DE IE NL SK HU PL HR LU RO LI CH US ZZ',
}

test.for(
  Object.entries(AGES).flatMap(([age, list]) => list.split(' ').map((country) => ({ age: Number(age), country }))),
)('$country: $age is the age of own consent, to the day', ({ age, country }) => {
  const turns = `${2026 - age}-11-23`
  const dayYounger = `${2026 - age}-11-24`
  expect(gateFor({ country, birthDate: turns }).bucket).not.toBe('minor')
  expect(gateFor({ country, birthDate: dayYounger }).bucket).toBe('minor')
})

test('Québec has its own age, the rest of Canada another', () => {
  const fourteen = { country: 'CA', birthDate: '2012-11-23' }
  expect(gateFor({ ...fourteen, region: 'QC' }).bucket).not.toBe('minor')
  expect(gateFor({ ...fourteen, region: 'ON' }).bucket).toBe('minor')
})

test('a text message that asks goes by the number, and never to a child', () => {
  expect(gateFor({}, {}, { carrier: 'sms' })).toMatchObject(no('unreachable', 'address-missing'))
  const child = { birthDate: '2014-05-05', guardian, reach: { email: 'usable', sms: 'usable' } as const }
  expect(gateFor(child, {}, { carrier: 'sms' })).toMatchObject(no('minor', 'minor-not-askable'))
})
