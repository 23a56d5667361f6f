import { expect, test } from 'vitest'
import { greeting } from '#core/messages/greeting.ts'
import { MADE_UP_PEOPLE, madeUpIds, madeUpPerson } from '#core/messages/made-up-people.ts'
import { LANGUAGES } from '#core/messages/message.ts'

test.each(LANGUAGES)('in %s the made-up people are the cases a text most often fails', (language) => {
  const of = (id: (typeof MADE_UP_PEOPLE)[number]) => madeUpPerson(language, id)
  expect(of('no-name')).toMatchObject({ person: {}, sourceName: undefined })
  expect(greeting(language, of('no-name').person)).toBe(greeting(language, {}))
  expect(of('company').person).toEqual({ company: expect.any(String) })
  expect(greeting(language, of('long-name').person).length).toBeGreaterThan(50)
  expect(greeting(language, of('ordinary').person)).not.toBe(greeting(language, {}))
  expect([of('guardian').variant, of('visited').variant, of('ordinary').variant]).toEqual([
    'guardian',
    'visited',
    'plain',
  ])
  // Made up and nobody's: nothing that could reach a person.
  for (const id of MADE_UP_PEOPLE) expect(JSON.stringify(of(id))).not.toMatch(/@|\d{4}/)
})

test('only a step that has such a text is shown for a visitor or a guardian', () => {
  expect(madeUpIds(['plain'])).toEqual(['ordinary', 'no-name', 'long-name', 'company'])
  expect(madeUpIds(['plain', 'visited', 'guardian'])).toEqual([...MADE_UP_PEOPLE])
})
