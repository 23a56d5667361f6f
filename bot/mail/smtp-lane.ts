import type { Readable, Transform } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { outcomeOfError, type SendOutcome, type SmtpError } from './send-outcome.ts'
import type { SmtpSettings } from './smtp-settings.ts'

/** Some servers end a conversation after a number of messages; a fresh one now and then also spreads over their machines. */
const MESSAGES_PER_CONNECTION = 500
const GOODBYE_MS = 1_000
const CRLF = Buffer.from('\r\n')
const DOT = 0x2e

export type Envelope = { readonly from: string; readonly to: string }

type Attempt =
  | { readonly ok: true; readonly response: string }
  | { readonly ok: false; readonly error: SmtpError; readonly dataBegan: boolean }

/**
 * One connection, one message at a time, opened when first needed and again when it was lost. nodemailer's own pool would put a
 * message back in its queue by itself; here an attempt ends in exactly one outcome, and only the caller decides what follows.
 */
export class SmtpLane {
  #settings: SmtpSettings
  #connection: SMTPConnection | undefined
  #messages = 0

  constructor(settings: SmtpSettings) {
    this.#settings = settings
  }

  /** `mayBegin` is asked when the connection stands, at the last instant before MAIL FROM; after a no, nothing was handed over. */
  async send(envelope: Envelope, message: Buffer, mayBegin: () => boolean = () => true): Promise<SendOutcome> {
    const reused = this.#isOpen()
    const first = await this.#attempt(envelope, message, mayBegin)
    // Servers drop idle connections without a word: when not a byte of the message had left, it goes out over a fresh one, once.
    const retriable =
      !first.ok && reused && !first.dataBegan && !this.#isOpen() && first.error.responseCode === undefined
    const attempt = retriable ? await this.#attempt(envelope, message, mayBegin) : first
    return attempt.ok ? { state: 'sent', response: attempt.response } : outcomeOfError(attempt.error, attempt.dataBegan)
  }

  close(): void {
    const connection = this.#connection
    this.#connection = undefined
    if (connection === undefined || connection.destroyed) return
    connection.quit()
    // A server that does not answer the goodbye must not keep the process alive.
    setTimeout(() => connection.close(), GOODBYE_MS).unref()
  }

  #isOpen(): boolean {
    return this.#connection !== undefined && !this.#connection.destroyed
  }

  async #attempt(envelope: Envelope, message: Buffer, mayBegin: () => boolean): Promise<Attempt> {
    let dataBegan = false
    const body = dataOf(message)
    // nodemailer calls `pipe` when the server said to go on. The bytes go past its own transformation, which looks at each of them in
    // JavaScript; what it adds at the end, CRLF and the final dot, stays its own.
    const source = {
      pipe(data: Transform) {
        dataBegan = true
        data.push(body)
        data.end()
      },
    }
    try {
      const connection = await this.#open()
      if (!mayBegin()) return { ok: false, error: new Error('It was too late to begin.'), dataBegan }
      const { response } = await handOver(connection, envelope, message.length, source as unknown as Readable)
      this.#messages += 1
      if (this.#messages >= MESSAGES_PER_CONNECTION) this.close()
      return { ok: true, response }
    } catch (thrown) {
      const error = thrown as SmtpError
      await this.#recover(error)
      return { ok: false, error, dataBegan }
    }
  }

  async #open(): Promise<SMTPConnection> {
    if (this.#connection !== undefined && !this.#connection.destroyed) return this.#connection
    const { auth, ...options } = this.#settings
    const connection = new SMTPConnection(options)
    this.#connection = connection
    this.#messages = 0
    // Whoever waits for an answer gets the error too; without a listener an idle connection's end would stop the process.
    connection.on('error', () => {})
    await untilSettled(connection, (done) => connection.connect(done))
    if (auth !== undefined) await untilSettled(connection, (done) => connection.login({ ...auth }, done))
    return connection
  }

  /** After a refusal the conversation goes on; after anything else the connection is not to be trusted. */
  async #recover(error: SmtpError): Promise<void> {
    const connection = this.#connection
    const refused = (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') && error.responseCode !== 421
    if (connection === undefined || connection.destroyed) return
    try {
      if (!refused) throw error
      await untilSettled(connection, (done) => connection.reset(done))
    } catch {
      connection.close()
    }
  }
}

/**
 * The bytes that stand between DATA and the CRLF before the final dot, their dots stuffed (RFC 5321 4.5.2). A dot after a lone CR or LF is
 * stuffed too: no server, however it reads line ends, finds the end of the message inside it.
 */
function dataOf(message: Buffer): Buffer {
  const whole = message.subarray(-2).equals(CRLF) ? message.subarray(0, -2) : message
  if (!whole.includes('\n.') && !whole.includes('\r.') && whole[0] !== DOT) return whole
  return Buffer.from(whole.toString('latin1').replaceAll(/(^|[\r\n])\./g, '$1..'), 'latin1')
}

function handOver(connection: SMTPConnection, { from, to }: Envelope, size: number, stream: Readable) {
  return new Promise<{ response: string }>((resolve, reject) => {
    // The callback follows the event and knows more; this is for an ending without one.
    const ended = () => setImmediate(() => reject(lost()))
    connection.once('end', ended)
    connection.send({ from, to: [to], size }, stream, (error, info) => {
      connection.off('end', ended)
      if (error === null || error === undefined) resolve(info as { response: string })
      else reject(error)
    })
  })
}

/** nodemailer answers some endings by an event instead of the callback: whichever comes first. */
function untilSettled(
  connection: SMTPConnection,
  start: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => settle(error)
    const ended = () => settle(lost())
    const settle = (error?: Error | null) => {
      connection.off('error', failed)
      connection.off('end', ended)
      if (error === null || error === undefined) resolve()
      else reject(error)
    }
    connection.once('error', failed)
    connection.once('end', ended)
    start(settle)
  })
}

function lost(): SmtpError {
  return Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' })
}
