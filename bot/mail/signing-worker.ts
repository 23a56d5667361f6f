import { type KeyObject, sign } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'

/** Texts to sign, one character a byte. */
export interface SigningQuestion {
  id: number
  texts: readonly string[]
}

/** Their signatures in the same order, in base64; or why there are none. */
export type SigningAnswer = { id: number; signatures: readonly string[] } | { id: number; problem: string }

// The thread of signing-thread.ts.
const { privateKey } = workerData as { privateKey: KeyObject }
parentPort?.on('message', ({ id, texts }: SigningQuestion) => {
  parentPort?.postMessage(answer(id, texts))
})

function answer(id: number, texts: readonly string[]): SigningAnswer {
  try {
    const one = (text: string) => sign('sha256', Buffer.from(text, 'latin1'), privateKey).toString('base64')
    return { id, signatures: texts.map(one) }
  } catch (error) {
    return { id, problem: String(error) }
  }
}
