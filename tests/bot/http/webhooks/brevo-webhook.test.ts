import { expect, test } from 'vitest'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import { type BrevoMeaning, readBrevoEvent } from '#bot/http/webhooks/brevo-event.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { runServer } from '#tests/bot/http/server.ts'
import { deliveryOf, emailState, everything, NOW, oneAsked } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'

const SECRET = 'a secret of the test'

const NAMES: [string, string][] = [
  ['hard_bounce', 'bounce permanent'],
  ['hardBounce', 'bounce permanent'],
  ['invalid_email', 'bounce permanent'],
  ['blocked', 'bounce permanent'],
  ['soft_bounce', 'bounce temporary'],
  ['spam', 'complaint unknown'],
  ['unsubscribed', 'other unknown unsubscribed'],
  ['delivered', 'delivered'],
  ['deferred', 'nothing'],
  ['opened', 'nothing'],
  ['something new', 'nothing'],
]
const said = (meaning: BrevoMeaning | undefined) =>
  meaning?.means === 'message'
    ? [
        meaning.mail.kind,
        meaning.mail.recipients[0]?.permanence,
        ...(meaning.unsubscribed ? ['unsubscribed'] : []),
      ].join(' ')
    : meaning?.means
test.for(NAMES)('Brevo’s %s is %s', ([event, meaning]) => {
  expect(said(readBrevoEvent({ event, email: 'A@example.org', 'message-id': '<x@y>', more: 1 }))).toBe(meaning)
})
test('what has no event is none of Brevo’s', () => {
  for (const value of [null, 'x', 1, {}, { event: 7 }]) expect(readBrevoEvent(value)).toBeUndefined()
})

async function aDoor() {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const now = () => NOW
  const takeIn = createTakeInMail(memory, now)
  const { ask } = await runServer({
    rooms: { webhook: answerWebhooks({ secret: SECRET, topics: [], memory, takeIn, now, realNow: now }) },
  })
  const post = async (value: unknown, token = SECRET) => {
    const body = typeof value === 'string' ? value : JSON.stringify(value)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const { status, body: answer } = await ask('/webhooks/brevo', { method: 'POST', body, headers })
    return { status, answer: JSON.parse(answer) }
  }
  return { memory, post }
}

test('its events act by our Message-ID, alone or in a batch, each once', async () => {
  const { memory, post } = await aDoor()
  const { contactId, deliveryId, marks } = await oneAsked(memory, 'in-doubt')
  const about = { email: 'a@example.org', 'message-id': marks.replace('bounce+', ''), ts_epoch: 1 }
  expect(await post({ event: 'delivered', ...about })).toEqual({
    status: 200,
    answer: { kind: 'other', trusted: true, done: ['doubt-settled'] },
  })
  const batch = [
    { event: 'opened', ...about },
    { event: 'hard_bounce', ...about },
    { event: 'spam', ...about },
  ]
  const first = await post(batch)
  expect(first.answer.events.map(({ done }: { done: string[] }) => done)).toEqual([
    ['nothing'],
    ['address-bounced', 'delivery-failed'],
    ['complaint-recorded'],
  ])
  const before = await everything(memory)
  const again = await post(batch)
  expect(again.answer.events[1].done).toContain('already-received')
  expect(await everything(memory)).toEqual(before)
  expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'hard', complained_at: NOW })
  expect(await emailState(memory, contactId)).toBe('bounced')
})

test('without the token nothing is read, and what is no event is refused', async () => {
  const { memory, post } = await aDoor()
  const { marks } = await oneAsked(memory)
  const before = await everything(memory)
  expect((await post({ event: 'spam', email: 'a@example.org', 'message-id': marks }, 'another')).status).toBe(403)
  expect((await post('not json')).status).toBe(400)
  expect((await post([{ event: 'spam' }, 'x'])).status).toBe(400)
  expect(await everything(memory)).toEqual(before)
})
