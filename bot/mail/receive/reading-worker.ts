import { parentPort } from 'node:worker_threads'
import type { IncomingEnvelope } from '#core/incoming/letter.ts'
import { readMessage } from './read-message.ts'

/** What the reading thread is asked. */
export interface ReadingTask {
  bytes: Uint8Array
  envelope?: IncomingEnvelope
}

/** Reads one message after the other; a message that makes it fail ends the thread, and whoever asked goes on without it. */
parentPort?.on('message', ({ bytes, envelope }: ReadingTask) => {
  parentPort?.postMessage(readMessage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), envelope))
})
