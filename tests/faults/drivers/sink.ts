import { fork } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { until } from '#tests/support/until.ts'
import type { Answered, Kept, MoodRule, Question, SinkCounts, SinkOptions } from './moods.ts'

export interface Sink {
  smtpUrl: string
  /** From the next connection or message on. */
  behave(moods: MoodRule[], options?: Omit<SinkOptions, 'seed' | 'moods'>): Promise<void>
  /** Everything it has, in the order it came, once nobody talks to it any more. */
  kept(): Promise<Kept[]>
  counts(): Promise<SinkCounts>
  /** Resolves when it has at least so many. */
  reached(count: number): Promise<void>
}

/** A mail server in a process of its own that ends with the running test. `query`: nodemailer's options, as `?socketTimeout=…`. */
export async function aSink(seed: number, query = ''): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink-process.ts'), { stdio: 'inherit', execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const waiting = new Map<number, (answer: unknown) => void>()
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.on('message', (message: { port: number } | Answered) => {
      if ('port' in message) return resolve(message.port)
      waiting.get(message.number)?.(message.answer)
      waiting.delete(message.number)
    })
  })
  let asked = 0
  const ask = <T>(question: Question): Promise<T> =>
    new Promise((resolve) => {
      asked += 1
      waiting.set(asked, resolve as (answer: unknown) => void)
      child.send({ number: asked, question })
    })
  const counts = () => ask<SinkCounts>({ tell: 'counts' })
  return {
    smtpUrl: `smtp://127.0.0.1:${port}${query}`,
    behave: async (moods, options = {}) => void (await ask({ set: { seed, moods, ...options } })),
    counts,
    reached: async (count) => void (await ask({ reach: count })),
    async kept() {
      await until(counts, { what: 'everybody to have left the sink', is: ({ connections }) => connections === 0 })
      return ask({ tell: 'kept' })
    },
  }
}
