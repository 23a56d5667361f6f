import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import type { IncomingEnvelope } from '#core/incoming/letter.ts'
import { understandMail } from '#core/incoming/understand-mail.ts'
import { readMime } from './read-mime.ts'

/** Reads one message where it stands, without a limit of time: for the worker thread, and for what is left when that is late. */
export function readMessage(bytes: Buffer, envelope?: IncomingEnvelope, cut?: 'time' | 'size'): IncomingMail {
  const mail = understandMail(readMime(bytes), envelope)
  return cut === undefined ? mail : { ...mail, cut }
}
