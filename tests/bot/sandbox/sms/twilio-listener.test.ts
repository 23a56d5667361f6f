import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSmsBox } from '#bot/sandbox/sms/sms-box.ts'
import { smsListener } from '#bot/sandbox/sms/sms-listener.ts'
import { twilioListener } from '#bot/sandbox/sms/twilio-listener.ts'
import { createTwilioClient } from '#bot/sms/twilio-client.ts'
import { mounted } from '#tests/bot/sandbox/mail/mounted.ts'

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token' }
const FROM = '+33600000001'
const TO = '+33612345678'

async function setUp() {
  let day = 20
  const box = createSmsBox(() => Temporal.Instant.from(`2026-11-${day}T09:30:00Z`))
  const url = await mounted(smsListener(box), twilioListener(ACCOUNT, box))
  const client = createTwilioClient({ ...ACCOUNT, apiUrl: `${url}/` })
  return {
    url,
    client,
    box,
    nextDay: () => {
      day += 1
    },
  }
}

test('Twilio’s own client sends, fetches and lists', async () => {
  const { client } = await setUp()
  const sent = await client.messages.create({ to: TO, from: FROM, body: 'Les Jardins : répondez OUI ou NON.' })
  expect(sent).toMatchObject({
    status: 'queued',
    to: TO,
    from: FROM,
    direction: 'outbound-api',
    errorCode: null,
    numSegments: '1',
  })
  expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/)
  expect(sent.dateCreated).toEqual(new Date('2026-11-20T09:30:00Z'))

  const fetched = await client.messages(sent.sid).fetch()
  expect(fetched).toMatchObject({ sid: sent.sid, status: 'sent', body: 'Les Jardins : répondez OUI ou NON.' })
})

test('the list settles what is in doubt: by recipient and day, over pages', async () => {
  const { client, nextDay } = await setUp()
  for (let number = 0; number < 5; number += 1) await client.messages.create({ to: TO, from: FROM, body: `${number}` })
  await client.messages.create({ to: '+33698765432', from: FROM, body: 'other' })
  nextDay()
  await client.messages.create({ to: TO, from: FROM, body: 'later' })

  const bodies = async (filter: Parameters<typeof client.messages.list>[0]) =>
    (await client.messages.list({ pageSize: 2, ...filter })).map(({ body }) => body)
  expect(await bodies({ to: TO })).toEqual(['later', '4', '3', '2', '1', '0'])
  expect(await bodies({ to: TO, dateSent: new Date('2026-11-20T12:00:00Z') })).toEqual(['4', '3', '2', '1', '0'])
  expect(await bodies({ to: TO, dateSentAfter: new Date('2026-11-21T00:00:00Z') })).toEqual(['later'])
  expect(await bodies({ dateSentBefore: new Date('2026-11-20T23:00:00Z'), limit: 3 })).toEqual(['other', '4', '3'])
})

describe('refuses what Twilio refuses, with its numbers', () => {
  test.for([
    ['no number at all', { to: '', from: FROM, body: 'x' }, 21604],
    ['a national number', { to: '0612345678', from: FROM, body: 'x' }, 21211],
    ['its test number', { to: '+15005550001', from: FROM, body: 'x' }, 21211],
    ['no text', { to: TO, from: FROM, body: '' }, 21602],
    ['no sender', { to: TO, body: 'x' }, 21603],
    ['a sender that is none', { to: TO, from: 'Les Jardins d’Émilie', body: 'x' }, 21212],
    ['a text too long', { to: TO, from: FROM, body: 'x'.repeat(1_601) }, 21617],
  ] as const)('%s', async ([, message, code]) => {
    const { client, box } = await setUp()
    await expect(client.messages.create(message)).rejects.toMatchObject({
      code,
      status: 400,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    })
    expect(box.list()).toEqual([])
  })

  test('a wrong password, an unknown message, another account', async () => {
    const { client, url } = await setUp()
    const stranger = createTwilioClient({ ...ACCOUNT, authToken: 'wrong', apiUrl: url })
    await expect(stranger.messages.create({ to: TO, from: FROM, body: 'x' })).rejects.toMatchObject({
      code: 20003,
      status: 401,
    })
    await expect(client.messages(`SM${'f'.repeat(32)}`).fetch()).rejects.toMatchObject({ code: 20404, status: 404 })
    const other = `AC${'1'.repeat(32)}`
    await expect(client.api.v2010.accounts(other).messages.list()).rejects.toMatchObject({ code: 20404 })
  })

  test('a number that texted STOP, until it texts START', async () => {
    const { client, box } = await setUp()
    const send = () => client.messages.create({ to: TO, from: FROM, body: 'x' })
    box.receive({ from: TO, to: FROM, body: ' stop ' })
    await expect(send()).rejects.toMatchObject({ code: 21610, status: 400 })
    box.receive({ from: TO, to: FROM, body: 'please start' })
    await expect(send()).rejects.toMatchObject({ code: 21610 })
    box.receive({ from: TO, to: FROM, body: 'START' })
    expect(await send()).toMatchObject({ status: 'queued' })
  })
})

test('a messaging service or a name may be the sender', async () => {
  const { client } = await setUp()
  expect(await client.messages.create({ to: TO, messagingServiceSid: `MG${'0'.repeat(32)}`, body: 'x' })).toMatchObject(
    { from: null },
  )
  expect(await client.messages.create({ to: TO, from: 'LesJardins', body: 'x' })).toMatchObject({ from: 'LesJardins' })
})

test('a server that does not answer is given up, once', async () => {
  let requests = 0
  const deaf = createServer(() => {
    requests += 1
  })
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    deaf.closeAllConnections()
    return new Promise((resolve) => deaf.close(() => resolve()))
  })
  const apiUrl = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`
  const client = createTwilioClient({ ...ACCOUNT, apiUrl, timeoutMs: 100 })
  await expect(client.messages.create({ to: TO, from: FROM, body: 'x' })).rejects.toThrow('timeout of 100ms exceeded')
  expect(requests).toBe(1)
})

describe('the sandbox page', () => {
  test('lists what was sent and received, and takes what comes in', async () => {
    const { url, client } = await setUp()
    const { sid } = await client.messages.create({ to: TO, from: FROM, body: 'Oui ?' })
    const posted = await fetch(`${url}/sandbox/sms`, {
      method: 'POST',
      body: JSON.stringify({ from: TO, to: FROM, body: 'OUI' }),
    })
    expect(posted.status).toBe(201)
    expect(await (await fetch(`${url}/sandbox/sms`)).json()).toEqual([
      {
        sid: expect.stringMatching(/^SM/),
        from: TO,
        to: FROM,
        body: 'OUI',
        status: 'received',
        at: expect.any(String),
      },
      { sid, from: FROM, to: TO, body: 'Oui ?', status: 'sent', at: expect.any(String) },
    ])
    const page = await fetch(`${url}/sandbox/sms`, { headers: { accept: 'text/html' }, redirect: 'manual' })
    expect(page.headers.get('location')).toBe('/sandbox#sms')
  })

  test.for(['', 'not json', '{}', '{"from":"a","to":"b","body":1}', '{"from":"a","to":"b","body":"c","more":1}'])(
    'refuses %s',
    async (body) => {
      const { url } = await setUp()
      expect((await fetch(`${url}/sandbox/sms`, { method: 'POST', body })).status).toBe(400)
    },
  )
})
