import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import type { IncomingEnvelope } from '#core/incoming/letter.ts'
import { abridge } from './abridge.ts'
import { readMessage } from './read-message.ts'
import { createReadingThread, type ReadingThread } from './reading-thread.ts'

/** From here the thread has this long; then the top alone is read, which takes milliseconds. Together under the promised two seconds. */
const LIMIT_MS = 1200
const TOP = 256 * 1024

/** The one limit a test wants to reach without waiting. */
export interface ReadingLimits {
  /** Calls `act` after `ms`, unless it is called off. */
  after(ms: number, act: () => void): () => void
}

const REAL: ReadingLimits = {
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

let shared: ReadingThread | undefined

/**
 * What an incoming message is. Never throws and always has a kind: the whole is read in a warm thread of its own with little memory; when
 * that is not ready in time, or fails, the headers and the first 256 kB decide (`cut: 'time'` where there was more). One message is read at a time, in order;
 * its time begins when its turn does.
 */
export async function readIncoming(raw: Uint8Array, envelope?: { from: string; to: string[] }): Promise<IncomingMail> {
  shared ??= createReadingThread()
  return readWith(shared, REAL, raw, envelope)
}

/** The same, with a thread and limits of one's own. */
export async function readWith(
  thread: ReadingThread,
  limits: ReadingLimits,
  raw: Uint8Array,
  envelope?: IncomingEnvelope,
): Promise<IncomingMail> {
  const whole = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const { bytes, isCut } = abridge(whole)
  const task = { bytes, ...(envelope && { envelope }) }
  const read = await thread.read(task, (act) => limits.after(LIMIT_MS, act)).catch(() => undefined)
  if (read !== undefined) return isCut ? { ...read, cut: 'size' } : read
  return readTop(bytes, envelope, isCut)
}

function readTop(bytes: Buffer, envelope: IncomingEnvelope | undefined, isCut: boolean): IncomingMail {
  try {
    const isWhole = bytes.length <= TOP && !isCut
    return readMessage(bytes.subarray(0, TOP), envelope, isWhole ? undefined : 'time')
  } catch {
    return nothingRead(envelope)
  }
}

/** Not even the top could be read: nothing is known of it but how it came. */
function nothingRead(envelope: IncomingEnvelope | undefined): IncomingMail {
  const envelopeTo = [...(envelope?.to ?? [])]
  return {
    kind: 'other',
    recipients: [],
    envelopeTo,
    subject: '',
    inReplyTo: [],
    ourMarks: envelopeTo.join('\n').slice(0, 20_000),
    text: '',
    cut: 'time',
    automatic: [],
  }
}
