import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { type ReceivedMail, readMail } from '#bot/sandbox/mail/received-mail.ts'

/** A mail server that takes messages and answers them only when told to. */
export interface HoldingSink {
  smtpUrl: string
  /** Every message that arrived whole, answered or not, oldest first. */
  received(): readonly ReceivedMail[]
  /** How many arrived and wait for their answer. */
  waiting(): number
  /** From the message after the next `count`, answers wait. */
  holdAfter(count: number): void
  /** Answers all that wait, and all that come. */
  release(): void
}

export async function holdingSink(): Promise<HoldingSink> {
  const received: ReceivedMail[] = []
  let answeredAtOnce = Number.POSITIVE_INFINITY
  let waiting: (() => void)[] = []

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 200,
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const about = { id: String(received.length + 1), receivedAt: '', envelope: { from, to } }
        readMail(Buffer.concat(chunks), about).then((mail) => {
          received.push(mail)
          if (received.length <= answeredAtOnce) callback(null, 'kept')
          else waiting.push(() => callback(null, 'kept at last'))
        }, callback)
      })
    },
  })
  // Whoever is killed in the middle of a conversation is no concern of the sink.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))

  return {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: () => received,
    waiting: () => waiting.length,
    holdAfter: (count) => {
      answeredAtOnce = received.length + count
    },
    release: () => {
      answeredAtOnce = Number.POSITIVE_INFINITY
      for (const answer of waiting.splice(0)) answer()
      waiting = []
    },
  }
}
