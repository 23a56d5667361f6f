import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import nodemailer from 'nodemailer'
import type { Options } from 'nodemailer/lib/smtp-pool'
import { aboutDeliveries, deliveryCopy, type Sender } from '#bot/delivery/compose-delivery.ts'
import { composeMessage, prepareMessage } from '#bot/mail/compose.ts'
import { fillMail, sealMail } from '#bot/mail/sealed-mail.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'
import { readMessage } from '#db/operations/deliveries/read-message.ts'
import type { SendBase } from './send-base.ts'

export interface Loop {
  /** Hands over so many messages; returns when the last was answered. */
  send(count: number): Promise<void>
  close(): void
}

/**
 * What a careful user would write without us: nodemailer's pool with as many connections, kept busy, which composes each message from the same
 * prepared text and the same values and signs it with the same key. Who they are, their links and their permission are there for nothing.
 */
export async function carefulLoop(base: SendBase, port: number, connections: number): Promise<Loop> {
  const { mail } = base.memory.settings
  const privateKey = createPrivateKey(await readFile(mail.dkim?.keyFile ?? ''))
  // nodemailer hands the key to node:crypto as it is; its types know only text.
  const dkim = { domainName: 'example.org', keySelector: 'egard1', privateKey: privateKey as unknown as string }
  const { message, sender } = await theMessage(base)
  const prepared = prepareMessage(message)
  return loop(port, connections, { dkim }, (pool, index) => {
    const copy = deliveryCopy(sender, deliveryTo(base, index), Date.now())
    const mail = composeMessage({ prepared, ...aboutDeliveries(sender, 'fr'), ...copy })
    return pool.sendMail({ ...mail, headers: { ...mail.headers } })
  })
}

/** The ceiling: the same pool sending bytes that are ready, composed and signed by nobody. */
export async function readyMadeLoop(base: SendBase, port: number, connections: number): Promise<Loop> {
  const { message, sender } = await theMessage(base)
  const sealed = sealMail(message, aboutDeliveries(sender, 'fr'))
  const { envelope, unsigned } = fillMail(sealed, deliveryCopy(sender, deliveryTo(base, 0), Date.now()))
  return loop(port, connections, {}, (pool) => pool.sendMail({ envelope, raw: unsigned }))
}

type Pool = ReturnType<typeof poolOf>

function poolOf(port: number, maxConnections: number, options: Partial<Options>) {
  const address = { host: '127.0.0.1', port, allowInternalNetworkInterfaces: true }
  return nodemailer.createTransport({ pool: true, maxConnections, maxMessages: 500, ...address, ...options })
}

function loop(
  port: number,
  connections: number,
  options: Partial<Options>,
  sendOne: (pool: Pool, index: number) => Promise<unknown>,
): Loop {
  const pool = poolOf(port, connections, options)
  let index = 0
  return {
    async send(count) {
      const end = index + count
      // Twice as many as connections, so that the next is composed while the others are on their way.
      const lanes = Array.from({ length: connections * 2 }, async () => {
        while (index < end) {
          index += 1
          await sendOne(pool, index)
        }
      })
      await Promise.all(lanes)
    },
    close: () => pool.close(),
  }
}

async function theMessage({ memory, campaignId }: SendBase) {
  const { house, database, settings } = memory
  const row = await database.read
    .selectFrom('campaigns')
    .select('version')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
  const message = await readMessage(memory, {
    campaignId,
    version: row.version,
    step: 'ask',
    language: 'fr',
    variant: 'plain',
  })
  if (message === undefined) throw new Error('The campaign has no message.')
  const { bounce } = settings.mail
  const sender: Sender = { house, publicOrigin: 'https://egard.example', from: 'lettre@example.org', bounce }
  return { message, sender }
}

/** As long as a real one's tokens and names. */
const TOKEN = '0123456789abcdefghjkmnpqrstvwxyz'.repeat(2)

function deliveryTo({ addresses, campaignId }: SendBase, index: number): ClaimedDelivery {
  const address = addresses[index % addresses.length] ?? ''
  return {
    id: index,
    mailId: `d${index}-0123456789abcdef`,
    channel: 'email',
    contactId: index,
    campaignId,
    version: 1,
    step: 'ask',
    variant: 'plain',
    language: 'fr',
    address,
    person: { firstName: `Prénom ${index}` },
    topics: ['newsletter'],
    sourceName: 'salon',
    sourceAt: Date.parse('2024-01-01T00:00:00Z'),
    promiseDay: Temporal.PlainDate.from('2027-03-01'),
    links: { answer: TOKEN, preferences: TOKEN, unsubscribe: TOKEN },
  }
}
