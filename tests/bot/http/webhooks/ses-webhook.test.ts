import { createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import { readSesNotification } from '#bot/http/webhooks/ses-notification.ts'
import {
  certificateUrl,
  regionOfTopic,
  type SnsMessage,
  snsSignedText,
  snsUrl,
} from '#bot/http/webhooks/sns-message.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { runServer } from '#tests/bot/http/server.ts'
import { deliveryOf, emailState, everything, NOW, oneAsked } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { aBounceMail, aReplyMail } from './raw-mails.ts'

const FIXTURES = join(import.meta.dirname, '../../proofreading/fixtures')
const CERTIFICATE = readFileSync(join(FIXTURES, 'cert.pem'), 'utf8')
const KEY = readFileSync(join(FIXTURES, 'key.pem'), 'utf8')
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:mail'
const REGION = 'https://sns.eu-west-1.amazonaws.com'

let count = 0
function aMessage(change: Partial<SnsMessage> = {}): SnsMessage {
  count += 1
  const message: SnsMessage = {
    Type: 'Notification',
    MessageId: `message ${count}`,
    TopicArn: TOPIC,
    Subject: 'Amazon SES Email Event Notification',
    Message: '{}',
    Timestamp: '2026-11-23T09:00:00.000Z',
    SignatureVersion: '2',
    Signature: '',
    SigningCertURL: `${REGION}/SimpleNotificationService-1.pem`,
    ...change,
  }
  const sign = createSign(message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
  return { ...message, Signature: change.Signature ?? sign.update(snsSignedText(message)).sign(KEY, 'base64') }
}

async function aDoor(topics = [TOPIC], certificate = CERTIFICATE) {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const now = () => NOW
  const fetched: string[] = []
  const { ask } = await runServer({
    rooms: {
      webhook: answerWebhooks({
        secret: undefined,
        topics,
        memory,
        takeIn: createTakeInMail(memory, now),
        now,
        realNow: now,
        fetchText: async (url) => {
          fetched.push(url.href)
          return url.pathname.endsWith('.pem') ? certificate : '<ConfirmSubscriptionResponse/>'
        },
      }),
    },
  })
  const post = async (message: unknown) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message)
    const headers = { 'content-type': 'text/plain; charset=UTF-8' }
    const { status, body: answer } = await ask('/webhooks/ses', { method: 'POST', body, headers })
    return { status, answer: status === 404 ? undefined : JSON.parse(answer) }
  }
  const say = (notification: object, change: Partial<SnsMessage> = {}) =>
    post(aMessage({ Message: JSON.stringify(notification), ...change }))
  return { memory, post, say, fetched }
}

const bounceOf = (source: string, change: object = {}) => ({
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: 'a@example.org', status: '5.1.1' }],
    ...change,
  },
  mail: { source, headers: [{ name: 'Subject', value: 'x' }] },
})

test('a bounce, a delivery and a complaint that SES reports act, each once; the certificate is fetched once', async () => {
  const { memory, post, say, fetched } = await aDoor()
  const { contactId, deliveryId, marks } = await oneAsked(memory, 'in-doubt')
  const delivery = { notificationType: 'Delivery', delivery: {}, mail: { source: marks } }
  expect((await say(delivery, { SignatureVersion: '1' })).answer).toEqual({
    kind: 'other',
    trusted: true,
    done: ['doubt-settled'],
  })
  const complaint = {
    eventType: 'Complaint',
    complaint: { complaintFeedbackType: 'abuse', complainedRecipients: [{ emailAddress: 'a@example.org' }] },
    mail: { source: 'x@example.org', headers: [{ name: 'Message-ID', value: marks.replace('bounce+', '') }] },
  }
  const bounce = aMessage({ Message: JSON.stringify(bounceOf(marks)) })
  expect((await post(bounce)).answer).toEqual({
    kind: 'bounce',
    trusted: true,
    done: ['address-bounced', 'delivery-failed'],
  })
  expect((await post(bounce)).answer.done).toContain('already-received')
  expect((await say(complaint)).answer.done).toEqual(['complaint-recorded'])
  expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'hard', complained_at: NOW })
  expect(await emailState(memory, contactId)).toBe('bounced')
  expect(fetched).toEqual([`${REGION}/SimpleNotificationService-1.pem`])
})

test('a message that SES only received for us is anybody’s: our signed name decides, not Amazon’s', async () => {
  const { memory, say } = await aDoor()
  const { marks } = await oneAsked(memory)
  const before = await everything(memory)
  const received = (raw: string, encoding = 'UTF8') => ({
    notificationType: 'Received',
    mail: { source: 'mailer-daemon@mx.example.net' },
    receipt: { recipients: ['hello@example.org'], action: { type: 'SNS', encoding } },
    content: encoding === 'UTF8' ? raw : Buffer.from(raw).toString('base64'),
  })
  expect((await say(received(aBounceMail('hello@example.org')))).answer).toEqual({
    kind: 'bounce',
    trusted: false,
    done: ['listed-for-a-person'],
  })
  expect(await everything(memory)).toEqual(before)
  const reply = aReplyMail(marks.replace('bounce+', ''), 'Désabonnez-moi, merci.')
  expect((await say(received(reply, 'BASE64'))).answer).toMatchObject({ kind: 'human', trusted: true })
})

const sound = aMessage()
const REFUSED: [string, SnsMessage][] = [
  ['another account’s topic, however well signed', aMessage({ TopicArn: TOPIC.replace('1234', '9999') })],
  ['a changed message', { ...sound, Message: JSON.stringify(bounceOf('x')) }],
  ['a changed instant', { ...sound, Timestamp: '2026-11-24T09:00:00.000Z' }],
  ['a signature of another version', { ...sound, SignatureVersion: '1' }],
  ['no signature', aMessage({ Signature: '' })],
  [
    'a certificate of a stranger',
    aMessage({ SigningCertURL: 'https://sns.eu-west-1.amazonaws.com.example.net/a.pem' }),
  ],
  [
    'a certificate from a bucket of somebody’s',
    aMessage({ SigningCertURL: 'https://s3.eu-west-1.amazonaws.com/a.pem' }),
  ],
  ['a certificate of another region', aMessage({ SigningCertURL: 'https://sns.us-east-1.amazonaws.com/a.pem' })],
  ['a certificate without TLS', aMessage({ SigningCertURL: 'http://sns.eu-west-1.amazonaws.com/a.pem' })],
  ['a certificate on another port', aMessage({ SigningCertURL: 'https://sns.eu-west-1.amazonaws.com:8443/a.pem' })],
  [
    'a certificate of a name before the host',
    aMessage({ SigningCertURL: 'https://sns.eu-west-1.amazonaws.com@evil.example/a.pem' }),
  ],
  ['what is no certificate’s path', aMessage({ SigningCertURL: `${REGION}/?Action=Publish&x=.pem` })],
]
test('what is not proved to come from our topic is refused, and only SNS is ever asked', async () => {
  const { memory, post, fetched } = await aDoor()
  const before = await everything(memory)
  for (const [what, message] of REFUSED) expect({ what, ...(await post(message)) }).toMatchObject({ what, status: 403 })
  expect(await everything(memory)).toEqual(before)
  expect(new Set(fetched)).toEqual(new Set([`${REGION}/SimpleNotificationService-1.pem`]))
  for (const nothing of ['x', '{}', '[]', '{"Type":"Other"}']) expect((await post(nothing)).status).toBe(400)
})

test('a certificate that is none, or is not valid now, proves nothing; without a topic there is no such door', async () => {
  const broken = await aDoor([TOPIC], 'not a certificate')
  expect((await broken.post(aMessage())).status).toBe(403)
  const closed = await aDoor([])
  expect((await closed.post(aMessage())).status).toBe(404)
})

test('a subscription is confirmed at SNS itself, for our topic, and nowhere else', async () => {
  const { post, fetched } = await aDoor()
  const subscribe = (url: string, TopicArn = TOPIC) =>
    post(aMessage({ Type: 'SubscriptionConfirmation', Token: 'token', SubscribeURL: url, TopicArn }))
  const url = (topic = TOPIC) => `${REGION}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=token`
  expect(await subscribe(url())).toEqual({ status: 200, answer: { confirmed: true } })
  expect(fetched).toContain(url())
  const asked = fetched.length
  for (const other of [
    url(TOPIC.replace('mail', 'other')),
    'https://evil.example/?Action=ConfirmSubscription',
    `${REGION}/?Action=DeleteTopic&TopicArn=${TOPIC}`,
  ])
    expect((await subscribe(other)).answer).toEqual({ confirmed: false })
  expect(fetched).toHaveLength(asked)
})

test('SES’s words for vacations, reports that take back, and news of no concern are nothing', () => {
  const of = (notification: object) => readSesNotification(JSON.stringify(notification))
  const vacation = of(
    bounceOf('x', { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: 'a@example.org' }] }),
  )
  expect(vacation).toMatchObject({ mail: { recipients: [{ permanence: 'unknown' }] } })
  const full = of(bounceOf('x', { bounceType: 'Transient', bounceSubType: 'MailboxFull' }))
  expect(full).toMatchObject({ mail: { recipients: [{ permanence: 'temporary', address: 'a@example.org' }] } })
  for (const complaintFeedbackType of ['not-spam', 'auth-failure'])
    expect(
      of({ notificationType: 'Complaint', complaint: { complaintFeedbackType, complainedRecipients: [] } }),
    ).toEqual({
      means: 'nothing',
    })
  expect(of({ eventType: 'Open', mail: {} })).toEqual({ means: 'nothing' })
  expect(readSesNotification('not json')).toBeUndefined()
})

test('topics and addresses of Amazon are known by their whole form', () => {
  expect(regionOfTopic(TOPIC)).toBe('eu-west-1')
  expect(regionOfTopic('arn:aws-cn:sns:cn-north-1:123456789012:mail')).toBe('cn-north-1')
  for (const arn of ['', 'arn:aws:sqs:eu-west-1:123456789012:mail', 'arn:aws:sns:eu-west-1:1:mail'])
    expect(regionOfTopic(arn)).toBeUndefined()
  expect(snsUrl('https://sns.cn-north-1.amazonaws.com.cn/', 'cn-north-1')).toBeDefined()
  expect(certificateUrl('https://sns.eu-west-1.amazonaws.com/a.pem?x=1', 'eu-west-1')).toBeUndefined()
})
