import twilio from 'twilio'
import { expect, test } from 'vitest'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import { incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { runServer } from '#tests/bot/http/server.ts'
import { NOW } from '#tests/db/operations/incoming/an-incoming.ts'
import { SID, standOf, textedWith } from '#tests/db/operations/texts/a-texted-person.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'

const TOKEN = 'token of the test'
const ORIGIN = 'https://consent.example.com'
const PATH = '/webhooks/twilio/status'

async function aDoor(configured = true) {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const now = () => NOW
  const signer = configured ? { authToken: TOKEN, publicOrigin: () => ORIGIN } : undefined
  const takeIn = createTakeInMail(memory, now)
  const deps = { secret: undefined, topics: [], memory, takeIn, twilio: signer, now, realNow: now }
  const { ask } = await runServer({ rooms: { webhook: answerWebhooks(deps) } })
  const post = (path: string, form: Record<string, string>, signature?: string) => {
    const signed = signature ?? twilio.getExpectedTwilioSignature(TOKEN, ORIGIN + path, form)
    const headers = { 'x-twilio-signature': signed, 'content-type': 'application/x-www-form-urlencoded' }
    return ask(path, { method: 'POST', headers, body: new URLSearchParams(form).toString() })
  }
  return { memory, ask, post }
}
const told = (status: string, more = {}) => ({ MessageSid: SID, MessageStatus: status, To: '+33639980011', ...more })

test('a signed status acts by our name in its address', async () => {
  const { memory, post } = await aDoor()
  const { marks } = await textedWith(memory, { result: 'in-doubt', messageId: undefined })
  const first = await post(`${PATH}?d=${marks}`, told('delivered'))
  expect([first.status, JSON.parse(first.body)]).toEqual([200, { done: ['doubt-settled'] }])
  const again = await post(`${PATH}?d=${marks}`, told('delivered'))
  expect(JSON.parse(again.body)).toEqual({ done: ['nothing'] })
  await post(`${PATH}?d=${marks}`, told('undelivered', { ErrorCode: '30005' }))
  expect(await standOf(memory)).toMatchObject({ state: 'failed', bounced: 'hard', phone: 'bounced' })
})

test('unsigned, signed by somebody else or for another address, it changes nothing and is counted', async () => {
  const { memory, post } = await aDoor()
  const { marks } = await textedWith(memory, { result: 'in-doubt', messageId: undefined })
  const path = `${PATH}?d=${marks}`
  const form = told('delivered')
  const before = incomingCounts['twilio-status'].refused
  const forgeries = [
    '',
    'nonsense',
    twilio.getExpectedTwilioSignature('another token', ORIGIN + path, form),
    twilio.getExpectedTwilioSignature(TOKEN, `${ORIGIN}${PATH}`, form),
    twilio.getExpectedTwilioSignature(TOKEN, ORIGIN + path, { ...form, MessageStatus: 'failed' }),
  ]
  for (const signature of forgeries) expect((await post(path, form, signature)).status).toBe(403)
  expect(incomingCounts['twilio-status'].refused).toBe(before + forgeries.length)
  expect(await standOf(memory)).toMatchObject({ state: 'in-doubt' })
})

test('what is no status is refused; what is too large is not read; without a provider there is no such door', async () => {
  const { ask, post } = await aDoor()
  expect((await post(PATH, { MessageSid: 'x', MessageStatus: 'sent' })).status).toBe(400)
  expect((await post(PATH, { MessageSid: SID })).status).toBe(400)
  expect((await post(PATH, told('sent', { Body: 'x'.repeat(70_000) }))).status).toBe(413)
  expect((await ask(PATH)).status).toBe(405)
  const shut = await aDoor(false)
  expect((await shut.post(PATH, told('sent'))).status).toBe(404)
})
