import { connect } from 'node:net'
import nodemailer from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { isOurAddress } from '#bot/mail/receive-smtp/our-addresses.ts'
import { type SmtpInLimits, startSmtpIn } from '#bot/mail/receive-smtp/start-smtp-in.ts'
import { createTakeInMail, type TakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { aBounceMail, aReplyMail } from '#tests/bot/http/webhooks/raw-mails.ts'
import { deliveryOf, everything, NOW, oneAsked } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'

const ADDRESSES = ['bounce@example.org', 'hello@example.org']

async function aDoor(takeIn: TakeInMail, limits: Partial<SmtpInLimits> = {}) {
  const door = await startSmtpIn({
    port: 0,
    host: '127.0.0.1',
    addresses: ADDRESSES,
    takeIn,
    log: { error() {} },
    limits,
  })
  onTestFinished(() => door.close())
  const send = async (raw: string, to: string, from = '') => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true })
    try {
      const { response } = await transport.sendMail({ envelope: { from, to }, raw })
      return Number(response.slice(0, 3))
    } catch (error) {
      return (error as { responseCode?: number }).responseCode
    } finally {
      transport.close()
    }
  }
  return { send, port: door.port }
}

test('a bounce to the address its message named acts before it is acknowledged', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const { send } = await aDoor(createTakeInMail(memory, () => NOW))
  const { deliveryId, marks } = await oneAsked(memory)
  const to = marks.replaceAll(/[<>]/g, '')
  // The report itself does not name our message: the address it came to does.
  expect(await send(aBounceMail('postmaster@example.org'), to)).toBe(250)
  expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'hard' })
  const reply = aReplyMail(marks.replace('bounce+', ''), 'Oui')
  expect(await send(reply, 'HELLO@example.org', 'a@example.org')).toBe(250)
  const rows = await memory.database.read.selectFrom('incoming_mails').select(['kind', 'via', 'trusted']).execute()
  expect(rows).toEqual([
    { kind: 'bounce', via: 'smtp', trusted: 1 },
    { kind: 'human', via: 'smtp', trusted: 1 },
  ])
})

test('to our plain address, or with a forged name, a bounce changes nothing', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const { send } = await aDoor(createTakeInMail(memory, () => NOW))
  const { deliveryId } = await oneAsked(memory)
  const before = await everything(memory)
  expect(await send(aBounceMail('x@example.org'), 'bounce@example.org')).toBe(250)
  expect(await send(aBounceMail('y@example.org'), `bounce+d${deliveryId}-0123456789abcdef@example.org`)).toBe(250)
  expect(await everything(memory)).toEqual(before)
})

test('while it cannot be recorded its sender is asked to come again, and then it is taken', async () => {
  let away = true
  const { send } = await aDoor(async () => {
    if (away) throw new Error('the database is away')
    return { kind: 'other', trusted: false, done: ['nothing'] }
  })
  const { failed } = incomingCounts.smtp
  expect(await send(aReplyMail('<x@y>', 'Oui'), 'hello@example.org')).toBe(451)
  expect(incomingCounts.smtp.failed).toBe(failed + 1)
  away = false
  expect(await send(aReplyMail('<x@y>', 'Oui'), 'hello@example.org')).toBe(250)
})

test('it relays for nobody, takes nothing too large, and ends who says nothing', async () => {
  const taken: number[] = []
  const { send, port } = await aDoor(
    async ({ raw }) => {
      taken.push(raw.length)
      return { kind: 'other', trusted: false, done: ['nothing'] }
    },
    { bytes: 10_000, idleMs: 200, sessionMs: 400 },
  )
  expect(await send(aReplyMail('<x@y>', 'Oui'), 'somebody@elsewhere.example')).toBe(550)
  expect(await send(aReplyMail('<x@y>', 'Oui'), 'hello@example.org.elsewhere.example')).toBe(550)
  expect(await send(aReplyMail('<x@y>', 'a'.repeat(20_000)), 'hello@example.org')).toBe(552)
  expect(taken).toEqual([])
  for (const talk of ['', 'NOOP\r\n']) {
    const socket = connect(port, '127.0.0.1')
    const timer = setInterval(() => talk !== '' && socket.write(talk), 50)
    socket.on('error', () => {})
    socket.resume()
    await new Promise((resolve) => socket.once('close', resolve))
    clearInterval(timer)
  }
})

test('an address of ours is ours with and without +id, in any case, and nothing else is', () => {
  const ours = ['Organisation <Hello@Example.org>', 'bounce@example.org']
  for (const address of ['hello@example.org', 'HELLO+d1-x@EXAMPLE.ORG', 'bounce+a+b@example.org'])
    expect(isOurAddress(address, ours)).toBe(true)
  for (const address of ['hello@example.com', 'hello2@example.org', 'a@b', '', '@example.org', '+x@example.org'])
    expect(isOurAddress(address, ours)).toBe(false)
})
