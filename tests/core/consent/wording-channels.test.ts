import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Pair } from '#core/consent/pair.ts'
import {
  askWording,
  confirmationWording,
  preferencesWording,
  unsubscribeWording,
  type Wording,
  wordingText,
} from '#core/consent/wording.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { aHouse } from '#tests/preference-center/a-house.ts'

const NEWSLETTER: Pair = { topic: 'newsletter', channel: 'email' }
const OFFERS: Pair = { topic: 'offers', channel: 'email' }
const BY_SMS: Pair = { topic: 'offers', channel: 'sms' }
const house = aHouse()
const hash = (wording: Wording) => createHash('sha256').update(wordingText(wording)).digest('hex').slice(0, 16)

/** As they were before there was an SMS: several asked, one asked, preferences, confirmation, the way out of an ask, of every e-mail. */
const BEFORE: Record<Language, string[]> = {
  fr: [
    'a747bef6cfc91f68',
    'd63387fc62fd6158',
    'e5309efa6679bd85',
    'b0fbc7bbd0d0c229',
    '34f1674b0f69c0aa',
    '1460e5346c48bf38',
  ],
  en: [
    'e63002e865a0dd71',
    '4dd88816881164d5',
    'd5fa721243bbab63',
    '5a84643e8a92f13f',
    'f1f0e0ee4d8508d8',
    'b23c01d09bfdab34',
  ],
  nl: [
    '8df52a03f81c563c',
    '0bb07a5fae0912de',
    '484b7a2d402abfc0',
    '493dbc576ab8740f',
    '4a7a7ce365c6c59f',
    'b1c79407f210b75b',
  ],
}

describe('what a person agrees to, by e-mail and by SMS', () => {
  test.each(LANGUAGES)('%s: whoever has e-mail alone reads, word for word, what was always written', (language) => {
    const pairs = [NEWSLETTER, OFFERS]
    expect([
      hash(askWording(house, language, pairs)),
      hash(askWording(house, language, [OFFERS])),
      hash(preferencesWording(house, language)),
      hash(confirmationWording(house, language, pairs)),
      hash(unsubscribeWording(house, language, { asked: true, pairs })),
      hash(unsubscribeWording(house, language, { everything: ['email'] })),
    ]).toEqual(BEFORE[language])
  })

  test.each(LANGUAGES)('%s: a page with both ways names each box by its topic and its way', (language) => {
    const wording = preferencesWording(house, language, ['email', 'sms'])
    expect(wording.choices.map(({ key }) => key).slice(0, 2)).toEqual(['newsletter email', 'newsletter sms'])
    expect(new Set(wording.choices.map(({ label, way }) => `${label} ${way}`)).size).toBe(6)
    for (const { way } of wording.choices) expect(wordingText(wording)).toContain(`| ${way} (`)
  })

  const BY_NUMBER = [
    ['the question', (language: Language) => askWording(house, language, [BY_SMS])],
    ['the preferences', (language: Language) => preferencesWording(house, language, ['sms'])],
    ['the confirmation', (language: Language) => confirmationWording(house, language, [BY_SMS])],
    ['the way out of everything', (language: Language) => unsubscribeWording(house, language, { everything: ['sms'] })],
  ] as const
  test.each(BY_NUMBER)('%s of an SMS never speaks of e-mail', (_, wordingIn) => {
    for (const language of LANGUAGES) {
      const { choices, terms, intro, legend } = wordingIn(language)
      const rest = terms.filter(({ text }) => !text.includes('@'))
      const said = JSON.stringify([choices.map(({ label }) => label), rest, intro, legend])
      expect(said).not.toMatch(/e-mail|adresse pour|your address|uw adres/i)
      expect(said).toMatch(/sms|text message/i)
    }
  })

  test('STOP is promised by SMS, and the link beside it', () => {
    for (const language of LANGUAGES) {
      const text = wordingText(askWording(house, language, [BY_SMS]))
      expect(text).toContain('STOP')
      expect(wordingText(askWording(house, language, [NEWSLETTER]))).not.toContain('STOP')
      expect(wordingText(preferencesWording(house, language, ['email', 'sms']))).toContain('STOP')
    }
  })

  test('more messages are confirmed in words that say how many', () => {
    const wording = confirmationWording(house, 'en', [], { per7Days: 4, per30Days: 12 })
    expect(wording.choices).toEqual([])
    expect(wordingText(wording)).toContain('up to 4 messages in 7 days and 12 in 30 days')
  })
})
