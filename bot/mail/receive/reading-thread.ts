import { Worker } from 'node:worker_threads'
import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import type { ReadingTask } from './reading-worker.ts'

/** Memory of the reading thread: enough for the 2 MB it ever gets. */
const RESOURCES = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 2 }

/** A thread that reads messages, one at a time. */
export interface ReadingThread {
  /** Undefined when the thread fails, or `limit` calls its act first; then a new thread is made for the next message. */
  read(task: ReadingTask, limit: (act: () => void) => () => void): Promise<IncomingMail | undefined>
  close(): Promise<void>
}

/** Starts the thread at once, so that it is warm when the first message comes. It never keeps the process alive while it has nothing to do. */
export function createReadingThread(file: URL = new URL('./reading-worker.ts', import.meta.url)): ReadingThread {
  const start = () => {
    const made = new Worker(file, { resourceLimits: RESOURCES, stdout: false, env: {}, execArgv: [] })
    made.on('error', () => {})
    made.unref()
    return made
  }
  let worker: Worker | undefined = start()
  let turn: Promise<unknown> = Promise.resolve()

  const readNow: ReadingThread['read'] = ({ bytes, envelope }, limit) =>
    new Promise((resolve) => {
      const current = (worker ??= start())
      const timer: { off?: () => void } = {}
      let isOver = false
      const end = (read: IncomingMail | undefined) => {
        isOver = true
        timer.off?.()
        current.off('message', end)
        current.off('error', fail)
        current.off('exit', fail)
        current.unref()
        resolve(read)
      }
      const fail = () => {
        if (worker === current) worker = undefined
        void current.terminate()
        end(undefined)
      }
      current.ref()
      current.on('message', end)
      current.on('error', fail)
      current.on('exit', fail)
      timer.off = limit(fail)
      if (isOver) return timer.off()
      const own = new Uint8Array(bytes)
      const task = { bytes: own, ...(envelope && { envelope: { from: envelope.from, to: [...envelope.to] } }) }
      current.postMessage(task, [own.buffer])
    })

  return {
    read(task, limit) {
      const next = turn.then(() => readNow(task, limit))
      turn = next.catch(() => undefined)
      return next
    },
    async close() {
      await turn
      await worker?.terminate()
    },
  }
}
