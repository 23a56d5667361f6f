import type { KeyObject } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { SigningAnswer, SigningQuestion } from './signing-worker.ts'

/** RSA-SHA256 over a text of one character a byte; the signature in base64. */
export type Sign = (text: string) => Promise<string>

/** The signature could not be made; asking again starts afresh. */
class SigningError extends Error {
  readonly code = 'signing-failed'
  constructor(cause: unknown) {
    super('A message could not be signed; it is tried again.', { cause })
    this.name = 'SigningError'
  }
}

interface Asked {
  text: string
  resolve: (signature: string) => void
  reject: (error: SigningError) => void
}

/**
 * Signs in a thread of its own, started at the first message. RSA takes as long as the rest of a message's way together, and waking a thread
 * costs the main one almost as much as signing: so what a group of messages asks for in one turn goes there together.
 */
export function createSigningThread(privateKey: KeyObject): Sign {
  let thread: Worker | undefined
  let gathered: Asked[] = []
  let lastId = 0
  const underWay = new Map<number, readonly Asked[]>()

  const fail = (failed: Worker, cause: unknown) => {
    if (thread !== failed) return
    thread = undefined
    for (const group of underWay.values()) for (const { reject } of group) reject(new SigningError(cause))
    underWay.clear()
    void failed.terminate()
  }
  const start = () => {
    const started = new Worker(new URL('./signing-worker.ts', import.meta.url), { workerData: { privateKey } })
    started.on('message', (answer: SigningAnswer) => {
      const group = underWay.get(answer.id) ?? []
      underWay.delete(answer.id)
      for (const [i, { resolve, reject }] of group.entries()) {
        const signature = 'signatures' in answer ? answer.signatures[i] : undefined
        if (signature === undefined) reject(new SigningError('problem' in answer ? answer.problem : 'no signature'))
        else resolve(signature)
      }
      // Only while somebody waits does it keep the process alive.
      if (underWay.size === 0) started.unref()
    })
    started.on('error', (error) => fail(started, error))
    started.on('exit', (code) => fail(started, `The thread ended with ${code}.`))
    return started
  }
  const ask = () => {
    const group = gathered
    gathered = []
    thread ??= start()
    thread.ref()
    lastId += 1
    underWay.set(lastId, group)
    thread.postMessage({ id: lastId, texts: group.map(({ text }) => text) } satisfies SigningQuestion)
  }
  return (text) =>
    new Promise((resolve, reject) => {
      if (gathered.push({ text, resolve, reject }) === 1) setImmediate(ask)
    })
}
