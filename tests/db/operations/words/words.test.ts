import { expect, test } from 'vitest'
import { addWord } from '#db/operations/words/add-word.ts'
import { listWords } from '#db/operations/words/list-words.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')

onBothDatabases('the house’s words', (open) => {
  test('a word is in the list once, however it is written, and the list is what the checks read', async () => {
    const memory = await aMemory(await open())
    const add = (word: string) => addWord(memory, NOW, { word, by: 'U0ALICE' })
    expect(await add(' Éphémérides ')).toEqual({ word: 'Éphémérides', isNew: true })
    expect(await add('ephemerides')).toEqual({ word: 'ephemerides', isNew: false })
    expect(await add('l’Égard')).toMatchObject({ isNew: true })
    expect(await add('CO2')).toMatchObject({ isNew: true })
    expect(await listWords(memory)).toEqual(['CO2', 'Éphémérides', 'l’Égard'])
    for (const wrong of ['', 'two words', '<b>', 'x'.repeat(61), '-'])
      expect(await add(wrong)).toEqual({ refused: 'house-word' })
    expect(await listWords(memory)).toHaveLength(3)
  })
})
