import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { emptyDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import { smsEstimate } from '#core/messages/sms/cost.ts'
import { countryOf } from '#core/messages/sms/sender.ts'
import { aHouse } from '#tests/support/a-house.ts'

const house: House = {
  ...aHouse(),
  sms: { senders: { FR: '+33939000000', BE: 'MAISON' }, prices: { FR: 0.07, other: 0.1 }, currency: 'EUR' },
}
const text = (sms: string) => ({ message: { subject: '', body: '', sms } })
const short = text('Bonjour {{first_name|vous}}, venez samedi')
const long = text(`Bonjour, venez samedi. ${'Il y aura de la musique. '.repeat(8)}`)
const draft = { ...emptyDraft('topic', 'fr'), carrier: 'sms' as const, texts: { fr: short, nl: long } }

test('an estimate is segments times the price of the country of the number', () => {
  const groups = [
    { country: 'FR', language: 'fr', messages: 100 },
    { country: 'BE', language: 'fr', messages: 10 },
    { country: 'BE', language: 'nl', messages: 5 },
    { country: undefined, language: 'nl', messages: 1 },
  ] as const
  // French: one segment. Dutch: two.
  expect(smsEstimate(house, draft, groups)).toEqual({
    messages: 116,
    segments: 100 + 10 + 10 + 2,
    cost: 8.2 + 1,
    currency: 'EUR',
  })
})

test('where the house does not say what a country costs, nothing is guessed', () => {
  const prices = { FR: 0.07 }
  const silent: House = { ...house, sms: { senders: {}, prices, currency: 'EUR' } }
  const german = [{ country: 'DE', language: 'fr', messages: 3 }] as const
  expect(smsEstimate(silent, draft, german)).toEqual({ messages: 3, segments: 3 })
  expect(smsEstimate(aHouse(), draft, german)).toEqual({ messages: 3, segments: 3 })
  expect(smsEstimate(silent, draft, [])).toEqual({ messages: 0, segments: 0, cost: 0, currency: 'EUR' })
})

test('a name that cannot receive costs the link it stops with', () => {
  const near = { ...draft, texts: { fr: text(`Bonjour, venez samedi. ${'Musique ! '.repeat(8)}`) } }
  const segments = (country: string) =>
    smsEstimate(house, near, [{ country, language: 'fr', messages: 1 }], {
      origin: 'https://consentements.maison.example',
    }).segments
  expect([segments('FR'), segments('BE')]).toEqual([1, 2])
})

test('the country of a number is the library’s, also where it is not asked', () => {
  for (const number of [
    '+33612345678',
    '+32470123456',
    '+31612345678',
    '+4915112345678',
    '+41781234567',
    '+34612345678',
    '+352621123456',
    '+15145550123',
    '+12025550123',
    '+262692123456',
  ])
    expect(countryOf(number)).toBe(parsePhoneNumberFromString(number)?.country)
})
