import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTexter } from '#bot/sms/send.ts'
import { createTwilioClient } from '#bot/sms/twilio-client.ts'
import { type TextTrouble, TWILIO_ERRORS } from '#core/parameters/twilio.ts'

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token' }
const READY = { to: '+33639980011', sender: '+33639980100', body: 'Bonjour', statusCallback: 'https://egard.example/x' }
const SID = `SM${'a'.repeat(32)}`

/** What the provider does with a request; answers what was asked, too. */
async function aTexter(answer: RequestListener) {
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      asked.push(new URLSearchParams(body))
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, texter: createTexter(createTwilioClient({ ...ACCOUNT, apiUrl, timeoutMs: 300 })) }
}
const json =
  (status: number, value: unknown): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
const created = json(201, { sid: SID, status: 'queued' })
const error = (status: number, code?: number) => json(status, { code, message: 'for +33 6 39 98 00 11', status })

test('a number, a name or a messaging service is the sender; the status is asked for', async () => {
  const { asked, texter } = await aTexter(created)
  expect(await texter.send(READY)).toMatchObject({ state: 'sent', messageId: SID })
  await texter.send({ ...READY, sender: 'MAISON' })
  await texter.send({ ...READY, sender: `MG${'0'.repeat(32)}` })
  const [first, second, third] = asked.map((form) => Object.fromEntries(form))
  expect(first).toEqual({ To: READY.to, From: READY.sender, Body: READY.body, StatusCallback: READY.statusCallback })
  expect(second).toMatchObject({ From: 'MAISON' })
  expect(third).toMatchObject({ MessagingServiceSid: `MG${'0'.repeat(32)}` })
  expect(third).not.toHaveProperty('From')
})

test('too late to begin, nothing is asked', async () => {
  const { asked, texter } = await aTexter(created)
  expect(await texter.send(READY, () => false)).toMatchObject({ state: 'retry', scope: 'provider' })
  expect(asked).toEqual([])
})

const OUTCOMES: Record<TextTrouble, object> = {
  dead: { state: 'failed', hardBounce: true, scope: 'message' },
  unreachable: { state: 'failed', hardBounce: false, scope: 'message' },
  refused: { state: 'failed', hardBounce: false, scope: 'message' },
  blocked: { state: 'failed', hardBounce: false, blocked: true },
  sender: { state: 'retry', scope: 'provider', waits: true },
  provider: { state: 'retry', scope: 'provider' },
}

test('every error of the table has its outcome, and no answer is repeated by itself', async () => {
  for (const [code, trouble] of Object.entries(TWILIO_ERRORS)) {
    const { asked, texter } = await aTexter(error(400, Number(code)))
    expect([code, await texter.send(READY)]).toEqual([code, expect.objectContaining(OUTCOMES[trouble])])
    expect(asked).toHaveLength(1)
  }
})

describe('what cannot be told from the table', () => {
  test.for([
    ['an error nobody knows burns nobody', error(400, 29_999), { state: 'retry', scope: 'provider', waits: true }],
    ['a refusal of us is the provider’s trouble', error(401), { state: 'retry', scope: 'provider' }],
    ['too many requests, without a code', error(429), { state: 'retry', scope: 'provider' }],
    ['a failure after the request is in doubt', error(500, 20_500), { state: 'in-doubt' }],
    ['a page of a proxy is in doubt', json(502, '<html>'), { state: 'in-doubt' }],
    ['an answer that names no message is in doubt', json(201, {}), { state: 'in-doubt' }],
    ['an answer from elsewhere is in doubt', json(302, {}), { state: 'in-doubt' }],
    ['no answer in time is in doubt', () => {}, { state: 'in-doubt' }],
    ['a connection broken off is in doubt', (request) => request.socket.destroy(), { state: 'in-doubt' }],
  ] satisfies [string, RequestListener, object][])('%s', async ([, answer, outcome]) => {
    const { asked, texter } = await aTexter(answer)
    expect(await texter.send(READY)).toMatchObject(outcome)
    expect(asked).toHaveLength(1)
  })

  test.for(['http://127.0.0.1:1', 'http://nobody.invalid'])(
    'where no connection stood (%s), nothing left: it is tried again',
    async (apiUrl) => {
      const texter = createTexter(createTwilioClient({ ...ACCOUNT, apiUrl, timeoutMs: 2000 }))
      expect(await texter.send(READY)).toMatchObject({ state: 'retry', scope: 'provider' })
    },
  )

  test('nor where the other end shows no certificate of its own', async () => {
    const server = createTlsServer({})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
    const apiUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const texter = createTexter(createTwilioClient({ ...ACCOUNT, apiUrl, timeoutMs: 2000 }))
    expect(await texter.send(READY)).toMatchObject({ state: 'retry', scope: 'provider' })
  })

  test('a connection used before and lost is in doubt, not tried again', async () => {
    let requests = 0
    const { asked, texter } = await aTexter((request, response) => {
      requests += 1
      if (requests === 1) created(request, response)
      else request.socket.destroy()
    })
    expect(await texter.send(READY)).toMatchObject({ state: 'sent' })
    expect(await texter.send(READY)).toMatchObject({ state: 'in-doubt' })
    expect(asked).toHaveLength(2)
  })
})

test('what is kept of an answer names no number', async () => {
  const { texter } = await aTexter(error(400, 21_211))
  expect((await texter.send(READY)).response).toBe('21211 for …')
})
