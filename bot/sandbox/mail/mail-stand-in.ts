import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { type MailEnvelope, type ReceivedMail, readMail } from './received-mail.ts'

export type MailStandIn = {
  readonly smtpUrl: string
  readonly port: number
  /** Newest first; `to` keeps those with this envelope recipient, whatever the case. */
  readonly messages: (to?: string) => readonly ReceivedMail[]
  /** Keeps a raw message as if somebody had sent it to us. */
  readonly accept: (raw: Buffer | string) => Promise<ReceivedMail>
  readonly clear: () => void
  readonly close: () => Promise<void>
}

export type MailStandInOptions = {
  readonly port?: number | undefined
  /** How many messages are kept; the oldest go first. */
  readonly keep?: number | undefined
  /** The clock that `receivedAt` shows. */
  readonly now?: (() => Temporal.Instant) | undefined
  /** Called after a message was kept. */
  readonly onChange?: (() => void) | undefined
}

export const MESSAGE_LIMIT_BYTES = 10_000_000
const KEPT_BYTES = 96_000_000

/** An SMTP server on loopback that delivers nothing and keeps what it receives, in memory. */
export async function startMailStandIn(options: MailStandInOptions = {}): Promise<MailStandIn> {
  const { port = 0, keep = 10_000, now = Temporal.Now.instant, onChange } = options
  // Oldest first, so that forgetting is cheap.
  let kept: ReceivedMail[] = []
  let keptBytes = 0
  let count = 0

  async function store(raw: Buffer, envelope: MailEnvelope | undefined): Promise<ReceivedMail> {
    count += 1
    const mail = await readMail(raw, { id: String(count), receivedAt: now().toString(), envelope })
    kept.push(mail)
    keptBytes += mail.raw.length
    while (kept.length > keep || (keptBytes > KEPT_BYTES && kept.length > 1)) keptBytes -= kept.shift()?.raw.length ?? 0
    onChange?.()
    return mail
  }

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MESSAGE_LIMIT_BYTES,
    logger: false,
    disableReverseLookup: true,
    // On shutdown, clients that keep a connection open get this long.
    closeTimeout: 200,
    onData(stream, session, callback) {
      const { mailFrom, rcptTo } = session.envelope
      const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) }
      receive(stream)
        .then((raw) => store(raw, envelope))
        .then(
          (mail) => callback(null, `kept as ${mail.id}`),
          (error: Error) => callback(error),
        )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  // A client that vanishes in the middle is no concern of the process.
  server.on('error', () => {})
  const bound = (server.server.address() as AddressInfo).port

  return {
    smtpUrl: `smtp://127.0.0.1:${bound}`,
    port: bound,
    messages: (to) => kept.filter((mail) => to === undefined || isFor(mail, to)).reverse(),
    accept: (raw) => store(Buffer.from(raw), undefined),
    clear() {
      kept = []
      keptBytes = 0
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 })
  return Buffer.concat(chunks)
}

function isFor(mail: ReceivedMail, to: string): boolean {
  return mail.to.toLowerCase().split(', ').includes(to.trim().toLowerCase())
}
