import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createMailer, type Mailer } from '#bot/mail/send.ts'
import type { SendOutcome } from '#bot/mail/send-outcome.ts'
import { until } from '#tests/support/until.ts'
import { aMail } from './a-mail.ts'
import { type Script, type ScriptedSmtp, scriptedSmtp } from './scripted-smtp.ts'

// Short where the server stays silent on purpose; elsewhere long enough for a machine with other things to do.
const SHORT = { connectMs: 1_000, greetingMs: 1_000, socketMs: 1_000 }
const LONG = { connectMs: 10_000, greetingMs: 10_000, socketMs: 10_000 }

function aMailer(smtpUrl: string, maxConnections = 1, timeouts = LONG): Mailer {
  const mailer = createMailer({ smtpUrl, maxConnections, timeouts })
  onTestFinished(() => mailer.close())
  return mailer
}

async function aServer(script: Script = {}): Promise<ScriptedSmtp> {
  const server = await scriptedSmtp(script)
  onTestFinished(() => server.close())
  return server
}

const PIPELINING = ['250-scripted', '250 PIPELINING']
const failed = (hardBounce: boolean) => ({ state: 'failed', permanent: true, hardBounce, scope: 'message' }) as const
const LATER = { state: 'retry', scope: 'message' } as const
const OUR_TROUBLE = { state: 'retry', scope: 'provider' } as const
// biome-ignore format: a table reads better in rows
const CASES: readonly { name: string; script: Script; then: Partial<SendOutcome>; says: string; kept?: number }[] = [
  { name: 'an accepted message is sent', script: {}, then: { state: 'sent' }, says: '2.0.0 kept', kept: 1 },

  // The address, or this message.
  { name: 'an unknown address is a hard bounce', script: { rcpt: '550 5.1.1 no such user' }, then: failed(true), says: '5.1.1' },
  { name: 'an unknown address told after the message too', script: { end: '550 5.1.1 no such user' }, then: failed(true), says: '5.1.1', kept: 1 },
  { name: 'a policy of the recipient is final, not a hard bounce', script: { rcpt: '550 5.7.1 we take nothing from you' }, then: failed(false), says: '5.7.1' },
  { name: 'a refusal without an enhanced code is no hard bounce', script: { rcpt: '550 no' }, then: failed(false), says: '550 no' },
  { name: 'a refused content is final', script: { end: '554 5.6.0 content' }, then: failed(false), says: '5.6.0', kept: 1 },
  { name: 'a message told too large at MAIL FROM is final', script: { mail: '552 5.3.4 too large' }, then: failed(false), says: '5.3.4' },
  { name: 'a full mailbox is tried again', script: { rcpt: '452 4.2.2 full' }, then: LATER, says: '4.2.2' },
  { name: 'greylisting is tried again', script: { rcpt: '451 4.7.1 later' }, then: LATER, says: '4.7.1' },
  { name: 'a temporary refusal after the message is tried again', script: { end: '451 4.3.0 later' }, then: LATER, says: '4.3.0', kept: 1 },
  { name: 'a wrong session state is tried again', script: { rcpt: '503 5.5.1 sequence' }, then: LATER, says: '503' },
  { name: 'a temporarily refused DATA is tried again', script: { data: '451 4.3.0 later' }, then: LATER, says: '4.3.0' },

  // Us, the server or the way to it: any message would meet the same, and none is lost by it.
  { name: 'a refused sender is our trouble', script: { mail: '550 5.1.8 bad sender' }, then: OUR_TROUBLE, says: '5.1.8' },
  { name: 'a sender without the right to send is our trouble', script: { mail: '550 5.7.1 not yours to send' }, then: OUR_TROUBLE, says: '5.7.1' },
  { name: 'a sender put off is our trouble', script: { mail: '451 4.7.0 too much of you' }, then: OUR_TROUBLE, says: '4.7.0' },
  { name: 'a refused sender told at the recipient is our trouble', script: { rcpt: '550 5.1.8 bad sender' }, then: OUR_TROUBLE, says: '5.1.8' },
  { name: 'a relay that is not ours is our trouble', script: { rcpt: '554 5.7.1 <zoe@example.net>: Relay access denied' }, then: OUR_TROUBLE, says: 'Relay' },
  { name: 'a wanted login told at the recipient is our trouble', script: { rcpt: '530 5.7.0 log in first' }, then: OUR_TROUBLE, says: '530' },
  { name: 'a wanted login is our trouble', script: { mail: '530 5.7.0 log in first' }, then: OUR_TROUBLE, says: '530' },
  { name: 'a spent allowance is our trouble', script: { end: '454 Throttling failure: Daily message quota exceeded' }, then: OUR_TROUBLE, says: '454', kept: 1 },
  { name: 'a full server is our trouble', script: { end: '452 4.3.1 insufficient storage' }, then: OUR_TROUBLE, says: '4.3.1', kept: 1 },
  { name: '421 at the recipient is our trouble', script: { rcpt: '421 4.3.2 closing' }, then: OUR_TROUBLE, says: '421' },
  { name: '421 after the message is our trouble', script: { end: '421 4.3.2 closing' }, then: OUR_TROUBLE, says: '421', kept: 1 },
  { name: 'a connection cut before the greeting is our trouble', script: { greeting: 'drop' }, then: OUR_TROUBLE, says: '' },
  { name: 'a refused conversation is our trouble', script: { greeting: '554 5.3.2 not today' }, then: OUR_TROUBLE, says: '554' },
  { name: 'no greeting at all is our trouble', script: { greeting: 'silence' }, then: OUR_TROUBLE, says: '' },
  { name: 'a connection cut at MAIL FROM is our trouble', script: { mail: 'drop' }, then: OUR_TROUBLE, says: '' },
  { name: 'a connection cut at RCPT TO is our trouble', script: { rcpt: 'drop' }, then: OUR_TROUBLE, says: '' },
  { name: 'silence at RCPT TO is our trouble', script: { rcpt: 'silence' }, then: OUR_TROUBLE, says: '' },
  { name: 'a connection cut at DATA is our trouble', script: { data: 'drop' }, then: OUR_TROUBLE, says: '' },

  // Once the message began to leave, only the server's own answer settles it.
  { name: 'a connection cut in the message is in doubt', script: { dropInMessageAfter: 1 }, then: { state: 'in-doubt' }, says: '' },
  { name: 'a connection cut after the final dot is in doubt', script: { end: 'drop' }, then: { state: 'in-doubt' }, says: '', kept: 1 },
  { name: 'silence after the final dot is in doubt', script: { end: 'silence' }, then: { state: 'in-doubt' }, says: '', kept: 1 },
]

describe.for([
  { kind: 'one command at a time', ehlo: ['250 scripted'] },
  { kind: 'pipelining', ehlo: PIPELINING },
])('with $kind', ({ ehlo }) => {
  test.for(CASES)('$name', async ({ script, then, says, kept = 0 }) => {
    const server = await aServer({ ...script, ehlo })
    const silent = Object.values(script).includes('silence')
    const outcome = await aMailer(server.url, 1, silent ? SHORT : LONG).send(aMail())
    expect(outcome).toMatchObject(then)
    expect(outcome.response).toContain(says)
    expect(server.received).toHaveLength(kept)
  })
})

const READY = { envelope: { from: 'bounces+d42@example.org', to: 'zoe@example.net' } }

describe.for([
  { kind: 'one command at a time', ehlo: ['250 scripted'] },
  { kind: 'pipelining', ehlo: PIPELINING },
])('ready bytes, with $kind', ({ ehlo }) => {
  test('arrive as they are, dots at line starts and bytes beyond ASCII included', async () => {
    const server = await aServer({ ehlo })
    const mailer = aMailer(server.url)
    for (const body of ['a\r\n', 'a', '.\r\n..\r\n.a\r\n', `${'é'.repeat(40_000)}\r\n`, '\r\n\r\n']) {
      const message = Buffer.from(`Subject: x\r\n\r\n${body}`)
      expect(await mailer.sendReady({ ...READY, message })).toMatchObject({ state: 'sent' })
      const ended = message.toString('latin1').replace(/(?<!\r\n)$/, '\r\n')
      expect(server.received.at(-1)?.replaceAll(/^\./gm, '')).toBe(ended)
    }
    expect(server.connections()).toBe(1)
  })

  test('cannot end before their end, however a server reads line ends', async () => {
    const server = await aServer({ ehlo })
    const mailer = aMailer(server.url)
    for (const end of ['\n.\n', '\r.\r', '\n.\r\n', '\r\n.\n', '\r.\r\n', '\r\n.\r\n', '\r\n.\r']) {
      const message = Buffer.from(`Subject: x\r\n\r\na${end}MAIL FROM:<x@example.org>\r\n`)
      expect(await mailer.sendReady({ ...READY, message })).toMatchObject({ state: 'sent' })
      expect(server.received.at(-1)).toContain('MAIL FROM:<x@example.org>')
      expect(server.received.at(-1)).not.toMatch(/[\r\n]\.[\r\n]/)
    }
  })
})

test('ready bytes are not handed over twice, and take their turn like any message', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url)
  const message = Buffer.from('Subject: x\r\n\r\na\r\n')
  const outcomes = Promise.all([mailer.sendReady({ ...READY, message }), mailer.sendReady({ ...READY, message })])
  expect(mailer.idle()).toBe(0)
  expect(await outcomes).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  server.play({ end: 'drop' })
  expect(await mailer.sendReady({ ...READY, message })).toMatchObject({ state: 'in-doubt' })
  expect(server.received).toHaveLength(3)
  await mailer.close()
  expect(await mailer.sendReady({ ...READY, message })).toMatchObject(LATER)
})

test('a port where nobody listens is tried again', async () => {
  const nobody = createServer()
  await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve))
  const { port } = nobody.address() as { port: number }
  await new Promise((resolve) => nobody.close(resolve))
  expect(await aMailer(`smtp://127.0.0.1:${port}`).send(aMail())).toMatchObject(OUR_TROUBLE)
})

test('a refused login is tried again and hands nothing over', async () => {
  const server = await aServer({ ehlo: ['250-scripted', '250 AUTH PLAIN'], auth: '535 5.7.8 wrong password' })
  const outcome = await aMailer(server.url.replace('://', '://user:secret@')).send(aMail())
  expect(outcome).toMatchObject(OUR_TROUBLE)
  expect(outcome.response).toContain('535')
  expect(outcome.response).not.toContain('secret')
  expect(server.commands).not.toContain('MAIL')
})

test('one connection carries many messages, refused ones in between too', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url)
  expect(await mailer.send(aMail())).toMatchObject({ state: 'sent' })
  server.play({ rcpt: '550 5.1.1 no' })
  expect(await mailer.send(aMail())).toMatchObject({ state: 'failed' })
  server.play({})
  expect(await mailer.send(aMail())).toMatchObject({ state: 'sent' })
  expect(server.connections()).toBe(1)
})

test('a connection the server dropped while idle is opened again, and the message leaves once', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url)
  await mailer.send(aMail())
  server.dropAll()
  expect(await mailer.send(aMail())).toMatchObject({ state: 'sent' })
  expect(server.received).toHaveLength(2)
})

test('a message in doubt is never handed over again, even on a connection that worked before', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url)
  await mailer.send(aMail())
  server.play({ end: 'drop' })
  expect(await mailer.send(aMail())).toMatchObject({ state: 'in-doubt' })
  expect(server.received).toHaveLength(2)
  expect(server.connections()).toBe(1)
})

test('idle says how many connections are free, as soon as send was called', async () => {
  const server = await aServer({ end: 'silence' })
  const mailer = aMailer(server.url, 2, SHORT)
  expect(mailer.idle()).toBe(2)
  const outcomes = [mailer.send(aMail()), mailer.send(aMail()), mailer.send(aMail())]
  expect(mailer.idle()).toBe(0)
  await Promise.all(outcomes)
  expect(mailer.idle()).toBe(2)
})

test('more messages than connections wait their turn, and each leaves once', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url, 3)
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => mailer.send(aMail())))
  expect(outcomes.every(({ state }) => state === 'sent')).toBe(true)
  expect(server.received).toHaveLength(20)
  expect(server.connections()).toBeLessThanOrEqual(3)
})

test('closing lets what is under way finish, and refuses what waits', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url)
  const first = mailer.send(aMail())
  const second = mailer.send(aMail())
  await mailer.close()
  expect(await first).toMatchObject({ state: 'sent' })
  expect(await second).toMatchObject({ state: 'retry' })
  expect(await mailer.send(aMail())).toMatchObject({ state: 'retry' })
  await until(() => server.commands.includes('QUIT'), { what: 'the goodbye' })
})

test('a mail that cannot be composed throws, and gives its connection back', async () => {
  const server = await aServer()
  const mailer = aMailer(server.url)
  const broken = { ...aMail(), html: { path: '/etc/hostname' } as unknown as string }
  await expect(mailer.send(broken)).rejects.toThrow('File access rejected')
  expect(mailer.idle()).toBe(1)
  expect(server.received).toHaveLength(0)
})

test.for(['', 'mail.example.org', 'http://example.org', 'smtp://'])(
  'an SMTP_URL that is none is refused: "%s"',
  (smtpUrl) => {
    expect(() => createMailer({ smtpUrl, maxConnections: 1 })).toThrow('SMTP_URL')
  },
)
