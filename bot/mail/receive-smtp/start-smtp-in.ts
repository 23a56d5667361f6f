import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Log } from '#bot/log/create-log.ts'
import { countTakenIn, incomingCounts } from './incoming-counts.ts'
import { isOurAddress } from './our-addresses.ts'
import { MAIL_LIMIT_BYTES, type TakeInMail } from './take-in-mail.ts'

export interface SmtpInOptions {
  /** 0: any free port. */
  port: number
  host: string
  /** Addresses that bounces and replies come to; each also with `+id`. */
  addresses: readonly string[]
  takeIn: TakeInMail
  log: Pick<Log, 'error'>
  limits?: Partial<SmtpInLimits>
}

export interface SmtpInLimits {
  bytes: number
  connections: number
  /** Nothing said for so long ends a connection … */
  idleMs: number
  /** … and so does one that lasts so long, however much is said. */
  sessionMs: number
}

export interface SmtpIn {
  port: number
  close(): Promise<void>
}

const LIMITS: SmtpInLimits = { bytes: MAIL_LIMIT_BYTES, connections: 20, idleMs: 60_000, sessionMs: 10 * 60_000 }
const MOST_RECIPIENTS = 20

/**
 * Bounces and replies by SMTP. A message is acknowledged once what it does is committed; while the database is away its sender is asked to come
 * again. Nothing else is accepted: no login, no relaying, no address but ours.
 */
export async function startSmtpIn({ port, host, addresses, takeIn, log, limits }: SmtpInOptions): Promise<SmtpIn> {
  const { bytes, connections, idleMs, sessionMs } = { ...LIMITS, ...limits }
  const deadlines = new Map<string, NodeJS.Timeout>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideENHANCEDSTATUSCODES: true,
    banner: 'ready',
    size: bytes,
    maxClients: connections,
    socketTimeout: idleMs,
    closeTimeout: 5000,
    disableReverseLookup: true,
    logger: false,
    onConnect(session, callback) {
      deadlines.set(
        session.id,
        setTimeout(() => {
          for (const connection of server.connections) if (connection.id === session.id) connection.close()
        }, sessionMs),
      )
      callback()
    },
    onClose(session) {
      clearTimeout(deadlines.get(session.id))
      deadlines.delete(session.id)
    },
    onRcptTo({ address }, session, callback) {
      if (!isOurAddress(address, addresses)) {
        incomingCounts.smtp.refused += 1
        return callback(reply(550, 'No such address here.'))
      }
      if (session.envelope.rcptTo.length >= MOST_RECIPIENTS) return callback(reply(452, 'Too many recipients.'))
      callback()
    },
    onData(stream, session, callback) {
      take(stream, session).then(
        () => callback(null, 'taken'),
        (error: Error) => callback(error),
      )
    },
  })

  async function take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = await readUpTo(stream, bytes)
    if (raw === undefined) {
      incomingCounts.smtp.refused += 1
      throw reply(552, 'The message is too large.')
    }
    const { mailFrom, rcptTo } = envelope
    try {
      const { done } = await takeIn({
        raw,
        via: 'smtp',
        envelope: { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) },
      })
      countTakenIn('smtp', done)
    } catch (error) {
      incomingCounts.smtp.failed += 1
      log.error({ error }, 'an incoming message could not be recorded; its sender comes again')
      throw reply(451, 'Not now; please try again later.')
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, resolve)
  })
  // A client that vanishes in the middle is no concern of the process.
  server.on('error', () => {})
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const timer of deadlines.values()) clearTimeout(timer)
        server.close(() => resolve())
      }),
  }
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

/** Undefined when it is larger; what is too much is read and thrown away, so that the answer can be heard. */
async function readUpTo(stream: SMTPServerDataStream, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length
    if (bytes <= limitBytes) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  return stream.sizeExceeded || bytes > limitBytes ? undefined : Buffer.concat(chunks)
}
