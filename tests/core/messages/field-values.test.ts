import { expect, test } from 'vitest'
import { dateText, fieldValues, listText, type RecipientFacts } from '#core/messages/field-values.ts'
import { substitute } from '#core/messages/fields.ts'

const FACTS: RecipientFacts = {
  language: 'fr',
  person: { firstName: 'Marie' },
  organisationName: 'Les Jardins',
  contactEmail: 'dpo@example.org',
  topicNames: ['Ateliers', 'Offres', 'Lettre'],
  promiseDate: Temporal.PlainDate.from('2026-12-01'),
  source: 'Salon de Lyon, mars 2018',
  links: { yes_link: 'https://example.org/r/abc' },
}

test('a date is written as people of the language write it', () => {
  expect(dateText('fr', Temporal.PlainDate.from('2026-12-01'))).toBe('mardi 1er décembre 2026')
  expect(dateText('fr', Temporal.PlainDate.from('2026-12-11'))).toBe('vendredi 11 décembre 2026')
  expect(dateText('en', Temporal.PlainDate.from('2026-12-01'))).toBe('Tuesday 1 December 2026')
  expect(dateText('nl', Temporal.PlainDate.from('2026-12-01'))).toBe('dinsdag 1 december 2026')
})

test('topics are listed as people of the language list things', () => {
  expect(listText('fr', ['Ateliers', 'Offres', 'Lettre'])).toBe('Ateliers, Offres et Lettre')
  expect(listText('nl', ['A', 'B'])).toBe('A en B')
  expect(listText('en', ['A'])).toBe('A')
})

test('a recipient’s facts fill every field that must not be empty', () => {
  const template =
    '{{greeting}} {{organisation}} {{contact_email}} {{topics}} {{promise_date}} {{source|?}} {{yes_link}} {{last_name|–}}'
  expect(substitute(template, fieldValues(FACTS), 'text')).toBe(
    'Bonjour Marie, Les Jardins dpo@example.org Ateliers, Offres et Lettre mardi 1er décembre 2026 Salon de Lyon, mars 2018 https://example.org/r/abc –',
  )
})

test('without a promise date the message that promises one cannot be written', () => {
  const values = fieldValues({ ...FACTS, promiseDate: undefined })
  expect(() => substitute('{{promise_date}}', values, 'text')).toThrow('promise_date')
})
