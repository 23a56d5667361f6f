import { Worker } from 'node:worker_threads'
import type { Language } from '#core/messages/message.ts'
import type { Misspelling } from '#core/messages/proof-facts.ts'
import type { SpellingAnswer, SpellingQuestion } from './spelling-worker.ts'

/** Which of these words no dictionary of the language knows. */
export type Spell = (language: Language, words: readonly string[]) => Promise<readonly Misspelling[]>

export interface Speller {
  spell: Spell
  close(): Promise<void>
}

/** The spelling could not be looked up; asking again starts afresh. */
class SpellingError extends Error {
  readonly code = 'spelling-failed'
  constructor(cause: unknown) {
    super('The spelling could not be checked; try again.', { cause })
    this.name = 'SpellingError'
  }
}

/** Every word of a long message in the wrong language, and its dictionary's loading, take a few seconds. */
const LIMIT_MS = 30_000

interface Waiting {
  resolve: (misspelled: readonly Misspelling[]) => void
  reject: (error: SpellingError) => void
}

/**
 * Dictionaries in a thread of their own, started at the first word: loading one holds a thread for 150 ms and looking for what was
 * meant for seconds, and Slack and sending must not wait for either.
 */
export function createSpeller(): Speller {
  let thread: Worker | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const fail = (failed: Worker, cause: unknown) => {
    if (thread !== failed) return
    thread = undefined
    for (const { reject } of waiting.values()) reject(new SpellingError(cause))
    waiting.clear()
    void failed.terminate()
  }
  const start = () => {
    const started = new Worker(new URL('./spelling-worker.ts', import.meta.url))
    started.on('message', (answer: SpellingAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('problem' in answer) asked?.reject(new SpellingError(answer.problem))
      else asked?.resolve(answer.misspelled)
    })
    started.on('error', (error) => fail(started, error))
    started.on('exit', (code) => fail(started, `The thread ended with ${code}.`))
    // It never keeps a process alive that has ended its work.
    started.unref()
    return started
  }

  return {
    async spell(language, words) {
      if (words.length === 0) return []
      thread ??= start()
      const asked = thread
      const question: SpellingQuestion = { id: (lastId += 1), language, words }
      const { promise, resolve, reject } = Promise.withResolvers<readonly Misspelling[]>()
      waiting.set(question.id, { resolve, reject })
      const timer = setTimeout(() => fail(asked, `No answer in ${LIMIT_MS} ms.`), LIMIT_MS)
      asked.postMessage(question)
      return promise.finally(() => clearTimeout(timer))
    },
    async close() {
      const ended = thread
      thread = undefined
      for (const { reject } of waiting.values()) reject(new SpellingError('closed'))
      waiting.clear()
      await ended?.terminate()
    },
  }
}
