import { createHash } from 'node:crypto'
import { readIncoming } from '#bot/mail/receive/read-incoming.ts'
import type { IncomingKind } from '#core/incoming/incoming-mail.ts'
import type { Done } from '#db/operations/incoming/done.ts'
import { type ReceiveMail, receiveMail } from '#db/operations/incoming/receive-mail.ts'
import type { Memory } from '#db/operations/memory.ts'

/** The largest message that is taken. */
export const MAIL_LIMIT_BYTES = 25 * 1024 * 1024

/** What an incoming message was, and what it did: what every way in answers. */
export interface TakenIn {
  kind: IncomingKind
  trusted: boolean
  done: Done[]
}

export interface RawMail {
  raw: Buffer
  via: ReceiveMail['via']
  envelope?: { from: string; to: string[] } | undefined
}

/** One raw message, read and acted on; resolves when what it does is committed. */
export type TakeInMail = (mail: RawMail) => Promise<TakenIn>

/** What anybody may have written is trusted by the signed names in it alone, whoever carried it. `now`: epoch milliseconds. */
export function createTakeInMail(memory: Memory, now: () => number): TakeInMail {
  return async ({ raw, via, envelope }) => {
    const mail = await readIncoming(raw, envelope)
    const received = await receiveMail(memory, now(), { mail, digest: sha256(raw), via, verified: false })
    return { kind: mail.kind, ...received }
  }
}

/** In hex: under this the same message counts once. */
export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
