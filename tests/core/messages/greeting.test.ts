import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilityText, greeting, type Person } from '#core/messages/greeting.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'

const CASES: readonly { name: string; language: Language; person: Person; then: string }[] = [
  {
    name: 'title and last name',
    language: 'fr',
    person: { civility: 'Mme', lastName: 'Durand', firstName: 'Marie' },
    then: 'Bonjour Madame Durand,',
  },
  {
    name: 'abbreviated man',
    language: 'fr',
    person: { civility: 'M.', lastName: 'Roux' },
    then: 'Bonjour Monsieur Roux,',
  },
  {
    name: 'no civility, so no gender',
    language: 'fr',
    person: { firstName: 'Marie', lastName: 'Durand' },
    then: 'Bonjour Marie,',
  },
  {
    name: 'a civility we do not know',
    language: 'fr',
    person: { civility: 'Dr', firstName: 'Claude', lastName: 'Noir' },
    then: 'Bonjour Claude,',
  },
  {
    name: 'a civility named like an object’s property',
    language: 'fr',
    person: { civility: 'constructor', firstName: 'Claude', lastName: 'Noir' },
    then: 'Bonjour Claude,',
  },
  { name: 'nothing known', language: 'fr', person: {}, then: 'Bonjour,' },
  { name: 'blank name', language: 'fr', person: { firstName: ' \u00A0 ' }, then: 'Bonjour,' },
  {
    name: 'an address instead of a name',
    language: 'fr',
    person: { firstName: 'marie@example.org' },
    then: 'Bonjour,',
  },
  { name: 'a number instead of a name', language: 'en', person: { firstName: '12345' }, then: 'Hello,' },
  { name: 'markup instead of a name', language: 'en', person: { firstName: '{{first_name}}' }, then: 'Hello,' },
  { name: 'a dash instead of a name', language: 'en', person: { firstName: '-' }, then: 'Hello,' },
  { name: 'English', language: 'en', person: { civility: 'Mme', lastName: 'Durand' }, then: 'Hello Ms Durand,' },
  {
    name: 'Dutch',
    language: 'nl',
    person: { civility: 'dhr.', lastName: 'de Vries' },
    then: 'Goedendag meneer de Vries,',
  },
  {
    name: 'hyphens, apostrophes and accents',
    language: 'fr',
    person: { firstName: 'Anne-Loïse d’Orée' },
    then: 'Bonjour Anne-Loïse d’Orée,',
  },
]

test.for(CASES)('greets well: $name', ({ language, person, then }) => expect(greeting(language, person)).toBe(then))

test('a greeting never shows a hole, whatever is known', () => {
  const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 70 }), { nil: undefined })
  const person = fc.record({ firstName: text, lastName: text, civility: fc.oneof(text, fc.constantFrom('M', 'Mme')) })
  fc.assert(
    fc.property(fc.constantFrom(...LANGUAGES), person, (language, known) => {
      expect(greeting(language, known)).toMatch(/^(Bonjour|Hello|Goedendag)( \S+)*,$/u)
    }),
  )
})

test('without a known civility nobody is given a gender', () => {
  const name = fc.constantFrom('Marie', 'Jean', 'Claude', undefined)
  fc.assert(
    fc.property(fc.constantFrom(...LANGUAGES), name, name, (language, firstName, lastName) => {
      expect(greeting(language, { firstName, lastName })).not.toMatch(/madame|monsieur|\bms\b|\bmr\b|mevrouw|meneer/i)
    }),
  )
  expect(civilityText('fr', 'Maître')).toBeUndefined()
})
