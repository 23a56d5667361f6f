import nodemailer from 'nodemailer'
import type { ComposedMail } from './compose.ts'
import type { DkimSettings } from './dkim.ts'
import type { SendOutcome } from './send-outcome.ts'
import { createSigner } from './signer.ts'
import { type Envelope, SmtpLane } from './smtp-lane.ts'
import { SMTP_TIMEOUTS, type SmtpTimeouts, smtpSettings } from './smtp-settings.ts'

export type Mailer = {
  /** One attempt, one outcome; it never throws for what the server or the network does. */
  readonly send: (mail: ComposedMail, mayBegin?: () => boolean) => Promise<SendOutcome>
  /** The same for a message whose bytes are made and signed: nothing is added to them. `mayBegin`: see `SmtpLane.send`. */
  readonly sendReady: (mail: ReadyMail, mayBegin?: () => boolean) => Promise<SendOutcome>
  /** Connections free at this moment: claim no more messages than this, so that none waits in here. */
  readonly idle: () => number
  /** Finishes what is under way, refuses what waits, says goodbye to the server. */
  readonly close: () => Promise<void>
}

export type ReadyMail = { readonly envelope: Envelope; readonly message: Buffer }

export type MailerOptions = {
  readonly smtpUrl: string
  readonly dkim?: DkimSettings | undefined
  readonly maxConnections: number
  readonly timeouts?: SmtpTimeouts | undefined
}

const WAITING_LIMIT = 1_000

/** Throws `SmtpUrlError` or `DkimKeyError` when the settings cannot work; connects only when there is something to send. */
export function createMailer({ smtpUrl, dkim, maxConnections, timeouts = SMTP_TIMEOUTS }: MailerOptions): Mailer {
  const settings = smtpSettings(smtpUrl, timeouts)
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const signer = createSigner(dkim)
  const lanes = Array.from({ length: maxConnections }, () => new SmtpLane(settings))
  const free = [...lanes]
  const waiting: ((lane: SmtpLane | undefined) => void)[] = []
  const underWay = new Set<Promise<unknown>>()
  let closed = false

  async function onLane(work: (lane: SmtpLane) => Promise<SendOutcome>): Promise<SendOutcome> {
    if (closed) return { state: 'retry', scope: 'message', response: 'The mailer is closed.' }
    // The connection is taken first, so that `idle` is right as soon as `send` has been called.
    const lane = free.pop() ?? (await nextFree())
    if (lane === undefined)
      return { state: 'retry', scope: 'message', response: 'The mailer has too much waiting, or is closed.' }
    try {
      return await work(lane)
    } finally {
      const next = waiting.shift()
      if (next === undefined) free.push(lane)
      else next(lane)
    }
  }

  function nextFree(): Promise<SmtpLane | undefined> {
    if (closed || waiting.length >= WAITING_LIMIT) return Promise.resolve(undefined)
    return new Promise((resolve) => waiting.push(resolve))
  }

  function tracked(outcome: Promise<SendOutcome>): Promise<SendOutcome> {
    const settled = outcome.catch(() => undefined).finally(() => underWay.delete(settled))
    underWay.add(settled)
    return outcome
  }

  return {
    send: (mail, mayBegin) =>
      tracked(
        onLane(async (lane) => {
          const { message } = await composer.sendMail({ ...mail, headers: { ...mail.headers } })
          return lane.send(mail.envelope, await signer.sign(message as Buffer), mayBegin)
        }),
      ),
    sendReady: ({ envelope, message }, mayBegin) => tracked(onLane((lane) => lane.send(envelope, message, mayBegin))),
    idle: () => free.length,
    async close() {
      closed = true
      for (const refuse of waiting.splice(0)) refuse(undefined)
      await Promise.all(underWay)
      for (const lane of lanes) lane.close()
    },
  }
}
