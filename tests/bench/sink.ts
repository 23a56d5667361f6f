import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Sink {
  port: number
  /** Messages taken so far. */
  accepted(): Promise<number>
  stop(): void
}

/** A mail server that keeps nothing, in a process of its own; it answers each message after `delayMs`. */
export async function startSink(delayMs = 0): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'smtp-sink.ts'), [String(delayMs)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async accepted() {
      child.send('count')
      const [{ accepted }] = (await once(child, 'message')) as [{ accepted: number }]
      return accepted
    },
    stop: () => child.disconnect(),
  }
}
