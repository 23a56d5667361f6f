import { expect, onTestFinished, test } from 'vitest'
import { createMailer } from '#bot/mail/send.ts'
import { type MailStandInOptions, startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'
import { aMail } from '#tests/bot/mail/a-mail.ts'

async function setUp(options: MailStandInOptions = {}) {
  const standIn = await startMailStandIn(options)
  const mailer = createMailer({ smtpUrl: standIn.smtpUrl, maxConnections: 4 })
  onTestFinished(async () => {
    await mailer.close()
    await standIn.close()
  })
  const send = (address: string) => mailer.send(aMail({ to: { address } }))
  return { standIn, mailer, send }
}

test('mail is listed newest first, by recipient whatever the case, and can be forgotten', async () => {
  const { standIn, send } = await setUp({ now: () => Temporal.Instant.from('2026-11-22T09:00:00Z') })
  for (const address of ['a@example.net', 'B@example.net', 'a@example.net'])
    expect(await send(address)).toMatchObject({ state: 'sent' })
  expect(standIn.messages().map(({ to }) => to)).toEqual(['a@example.net', 'B@example.net', 'a@example.net'])
  expect(standIn.messages().map(({ id }) => id)).toEqual(['3', '2', '1'])
  expect(standIn.messages('A@EXAMPLE.NET').map(({ id }) => id)).toEqual(['3', '1'])
  expect(standIn.messages('example.net')).toEqual([])
  expect(standIn.messages()[0]?.receivedAt).toBe('2026-11-22T09:00:00Z')
  standIn.clear()
  expect(standIn.messages()).toEqual([])
})

test('only the newest are kept', async () => {
  const { standIn, send } = await setUp({ keep: 3 })
  for (let number = 1; number <= 7; number += 1) await send(`p${number}@example.net`)
  expect(standIn.messages().map(({ to }) => to)).toEqual(['p7@example.net', 'p6@example.net', 'p5@example.net'])
})

test('a message handed in as raw text is kept with the addresses its headers say', async () => {
  const { standIn } = await setUp()
  const raw =
    'From: Zoé <zoe@example.net>\r\nTo: bounces+d42@example.org, x@example.org\r\nSubject: =?utf-8?Q?R=C3=A9=3A?=\r\n\r\nNon merci\r\n'
  const kept = await standIn.accept(raw)
  expect(kept).toMatchObject({
    from: 'zoe@example.net',
    to: 'bounces+d42@example.org, x@example.org',
    subject: 'Ré:',
    raw,
  })
  expect(standIn.messages('x@example.org')).toEqual([kept])
  expect(kept.text.trim()).toBe('Non merci')
})

test('what is too large is refused for good and not kept', async () => {
  const { standIn, mailer } = await setUp()
  const mail = { ...aMail(), text: 'a'.repeat(10_100_000) }
  expect(await mailer.send(mail)).toMatchObject({ state: 'failed', permanent: true, hardBounce: false })
  expect(standIn.messages()).toEqual([])
})

test('many connections at once lose nothing', async () => {
  const { standIn, send } = await setUp()
  const addresses = Array.from({ length: 60 }, (_, number) => `p${number}@example.net`)
  const outcomes = await Promise.all(addresses.map(send))
  expect(outcomes.filter(({ state }) => state === 'sent')).toHaveLength(60)
  expect(
    standIn
      .messages()
      .map(({ to }) => to)
      .sort(),
  ).toEqual([...addresses].sort())
})
