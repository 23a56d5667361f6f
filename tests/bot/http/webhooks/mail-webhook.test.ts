import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import { isSignedMail } from '#bot/http/webhooks/mail-signature.ts'
import { incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { runServer } from '#tests/bot/http/server.ts'
import { deliveryOf, everything, NOW, oneAsked } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import { aBounceMail, aReplyMail } from './raw-mails.ts'

const SECRET = 'a secret of the test'
const REAL = 1_800_000_000_000
const T = REAL / 1000
const hmac = (body: string, t: number | string = T, secret = SECRET) =>
  createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')
const signed = (body: string) => `t=${T},v1=${hmac(body)}`

const BODY = 'From: a@example.org\r\n\r\nBonjour\r\n'
const SIGNATURES: [string, string | undefined, boolean][] = [
  ['a signature of this body counts', signed(BODY), true],
  ['spaces after the comma say nothing', `t=${T}, v1=${hmac(BODY)}`, true],
  ['one sound signature among several is enough', `t=${T},v1=${'0'.repeat(64)},v1=${hmac(BODY)}`, true],
  ['just five minutes old is fresh', `t=${T - 300},v1=${hmac(BODY, T - 300)}`, true],
  ['older is not', `t=${T - 301},v1=${hmac(BODY, T - 301)}`, false],
  ['newer is not', `t=${T + 301},v1=${hmac(BODY, T + 301)}`, false],
  ['none', undefined, false],
  ['another secret', `t=${T},v1=${hmac(BODY, T, 'another')}`, false],
  ['another body', `t=${T},v1=${hmac('other')}`, false],
  ['another instant than the signed one', `t=${T - 1},v1=${hmac(BODY)}`, false],
  ['two instants', `t=${T},t=${T},v1=${hmac(BODY)}`, false],
  ['no instant', `v1=${hmac(BODY)}`, false],
  ['an instant that is no number', `t=now,v1=${hmac(BODY, 'now')}`, false],
  ['half a signature', `t=${T},v1=${hmac(BODY).slice(0, 32)}`, false],
  ['an older scheme', `t=${T},v0=${hmac(BODY)}`, false],
  ['more signatures than anybody makes', `t=${T},${`v1=${'0'.repeat(64)},`.repeat(10)}v1=${hmac(BODY)}`, false],
]
test.for(SIGNATURES)('signature: %s', ([, header, sound]) => {
  expect(isSignedMail(header, Buffer.from(BODY), { secret: SECRET, nowMs: REAL })).toBe(sound)
})

async function aDoor({ secret }: { secret: string | undefined } = { secret: SECRET }) {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const now = () => NOW
  const takeIn = createTakeInMail(memory, now)
  const webhook = answerWebhooks({ secret, topics: [], memory, takeIn, now, realNow: () => REAL })
  const { ask, lines, port } = await runServer({ rooms: { webhook } })
  const post = (body: string | Buffer, signature = signed(String(body))) =>
    ask('/webhooks/mail', { method: 'POST', body, headers: { 'x-egard-signature': signature } })
  return { memory, ask, post, lines, port }
}

test('a signed bounce is read, acted on and answered; the same again has no second effect', async () => {
  const { memory, post, lines } = await aDoor()
  const { deliveryId, marks } = await oneAsked(memory)
  const raw = aBounceMail(marks)
  const first = await post(raw)
  expect(first.status).toBe(200)
  expect(JSON.parse(first.body)).toEqual({
    kind: 'bounce',
    trusted: true,
    done: ['address-bounced', 'delivery-failed'],
  })
  expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'hard' })
  const { repeated } = incomingCounts.mail
  const again = JSON.parse((await post(raw)).body)
  expect(again).toEqual({ kind: 'bounce', trusted: true, done: expect.arrayContaining(['already-received']) })
  expect(incomingCounts.mail.repeated).toBe(repeated + 1)
  expect(lines.join('')).not.toContain('a@example.org')
})

test('a wrong signature is refused and counted, and changes nothing', async () => {
  const { memory, post } = await aDoor()
  const { marks } = await oneAsked(memory)
  const before = await everything(memory)
  const { refused } = incomingCounts.mail
  expect((await post(aBounceMail(marks), signed('another body'))).status).toBe(403)
  expect(incomingCounts.mail.refused).toBe(refused + 1)
  expect(await everything(memory)).toEqual(before)
  expect(await memory.database.read.selectFrom('incoming_mails').select('id').execute()).toEqual([])
})

test('a signature proves who carried it, not who wrote it: without our name in it nothing changes', async () => {
  const { memory, post } = await aDoor()
  const { marks } = await oneAsked(memory)
  const before = await everything(memory)
  const forged = marks.replace(/-\w{16}/, '-0123456789abcdef')
  for (const raw of [aBounceMail('hello@example.org'), aBounceMail(forged), aReplyMail(forged, 'Stop, désabonnez-moi')])
    expect(JSON.parse((await post(raw)).body)).toMatchObject({ trusted: false, done: ['listed-for-a-person'] })
  expect(await everything(memory)).toEqual(before)
})

test('a person’s reply is kept, and a stop in it acts', async () => {
  const { memory, post } = await aDoor()
  const { marks } = await oneAsked(memory)
  const messageId = marks.replace('bounce+', '')
  const reply = await post(aReplyMail(messageId, 'Bonjour, une question : qui êtes-vous ?'))
  expect(JSON.parse(reply.body)).toEqual({ kind: 'human', trusted: true, done: ['reply-kept'] })
  const stop = await post(aReplyMail(messageId, 'Merci de me désabonner.'))
  expect(JSON.parse(stop.body)).toEqual({ kind: 'human', trusted: true, done: ['stopped', 'reply-kept'] })
})

test('without a secret there is no such door, only POST opens it, and it takes 25 MB', async () => {
  const closed = await aDoor({ secret: undefined }).then(({ ask }) =>
    ask('/webhooks/mail', { method: 'POST', body: 'x' }),
  )
  expect(closed.status).toBe(404)
  const { ask, post } = await aDoor()
  expect((await ask('/webhooks/mail')).status).toBe(405)
  expect((await post('')).status).toBe(400)
  const large = await ask('/webhooks/mail', {
    method: 'POST',
    headers: { 'content-length': String(25 * 1024 * 1024 + 1) },
    body: 'x',
  }).catch(() => undefined)
  expect(large === undefined || large.status === 413).toBe(true)
})

test('only so many bodies are held at once; who is told to wait comes again', async () => {
  const { post, port } = await aDoor()
  const held = Array.from({ length: 16 }, () => {
    const started = request({
      port,
      host: '127.0.0.1',
      path: '/webhooks/mail',
      method: 'POST',
      headers: { 'content-length': '100' },
    })
    started.on('error', () => {})
    started.write('From: ')
    return started
  })
  onTestFinished(() => held.forEach((one) => void one.destroy()))
  const waits = await until(() => post(BODY), {
    what: 'the door to be full',
    is: ({ status }) => status === 503,
    state: () => 'open',
  })
  expect(waits.headers['retry-after']).toBe('5')
  for (const one of held) one.destroy()
  await until(() => post(BODY), { what: 'the door to be free again', is: ({ status }) => status === 200 })
})
