import { afterAll, expect, test } from 'vitest'
import { misspellings } from '#bot/proofreading/misspellings.ts'
import { createSpeller } from '#bot/proofreading/spelling.ts'

const speller = createSpeller()
afterAll(() => speller.close())

test.for([
  ['fr', ['équipe', 'l’équipe', 'aujourd’hui', 'rendez-vous', 'e-mail', 'd’adresses', 'Bienvenue', 'cœur', 'jusqu’au']],
  [
    'en',
    [
      'colour',
      'color',
      'don’t',
      'customers’',
      'customer’s',
      'e-mail',
      'well-known',
      'café',
      'organisation',
      'organization',
    ],
  ],
  ['nl', ['foto’s', 'e-mailadres', 'voorkeuren', 'één', 'uitschrijven', 'nieuwsbrief', 'klantenservice', 'Eén']],
] as const)(
  '%s: ordinary words are right however their apostrophes and hyphens are written',
  async ([language, words]) => {
    expect(await speller.spell(language, words)).toEqual([])
  },
)

test.for([
  ['fr', 'bonjoru', 'bonjour'],
  ['fr', 'l’équippe', 'l’équipe'],
  ['en', 'recieve', 'receive'],
  ['nl', 'nieuwsbreif', 'nieuwsbrief'],
] as const)('%s: %s is found, and what was meant', async ([language, word, meant]) => {
  const [found] = await speller.spell(language, [word])
  expect(found?.word).toBe(word)
  expect(found?.suggestions).toContain(meant)
})

test('the process goes on while a dictionary looks for what was meant', async () => {
  const words = ['zzqxavvwyy', 'zzqxbvvwyy', 'zzqxcvvwyy']
  let beats = 0
  const beat = setInterval(() => (beats += 1), 5)
  expect(await speller.spell('fr', words)).toHaveLength(3)
  clearInterval(beat)
  expect(beats).toBeGreaterThan(5)
})

test('what was meant is looked for as many times as words are shown, and never twice', () => {
  const asked: string[] = []
  const dictionary = {
    testSpelling: () => false,
    getSpellingSuggestions: (word: string) => {
      asked.push(word)
      return ['a', 'b', 'c', 'd']
    },
  }
  const words = Array.from({ length: 50 }, (_, index) => `mot${index}`)
  const remembered = new Map<string, readonly string[]>()
  const found = misspellings([dictionary], 'fr', words, remembered)
  expect(found).toHaveLength(50)
  expect(found.filter(({ suggestions }) => suggestions.length === 3)).toHaveLength(20)
  expect(misspellings([dictionary], 'fr', words, remembered)).toEqual(found)
  expect(asked).toHaveLength(20)
})

test('a closed speller can be asked again', async () => {
  const other = createSpeller()
  expect(await other.spell('en', ['hello'])).toEqual([])
  await other.close()
  expect(await other.spell('en', ['helo'])).toMatchObject([{ word: 'helo' }])
  await other.close()
})
