import { parentPort } from 'node:worker_threads'
import type { Language } from '#core/messages/message.ts'
import type { Misspelling } from '#core/messages/proof-facts.ts'
import { loadDictionaries } from './dictionaries.ts'
import { misspellings } from './misspellings.ts'

/** Asked of the thread, and what it answers. Dictionaries are loaded at the first word of their language and kept. */
export interface SpellingQuestion {
  id: number
  language: Language
  words: readonly string[]
}
export type SpellingAnswer = { id: number; misspelled: Misspelling[] } | { id: number; problem: string }

const loaded = new Map<Language, ReturnType<typeof load>>()

parentPort?.on('message', (question: SpellingQuestion) => {
  answer(question).then(
    (one) => parentPort?.postMessage(one),
    (error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error)
      parentPort?.postMessage({ id: question.id, problem } satisfies SpellingAnswer)
    },
  )
})

async function answer({ id, language, words }: SpellingQuestion): Promise<SpellingAnswer> {
  const ready = loaded.get(language) ?? load(language)
  loaded.set(language, ready)
  const { dictionaries, remembered } = await ready
  return { id, misspelled: misspellings(dictionaries, language, words, remembered) }
}

async function load(language: Language) {
  return { dictionaries: await loadDictionaries(language), remembered: new Map<string, readonly string[]>() }
}
