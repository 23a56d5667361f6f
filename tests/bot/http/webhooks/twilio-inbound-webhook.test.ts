import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerWebhooks } from '#bot/http/webhooks/answer-webhooks.ts'
import { incomingCounts } from '#bot/mail/receive-smtp/incoming-counts.ts'
import { createTakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { createSmsBox } from '#bot/sandbox/sms/sms-box.ts'
import { smsListener } from '#bot/sandbox/sms/sms-listener.ts'
import { createTextIn } from '#bot/sandbox/sms/text-in.ts'
import { runServer } from '#tests/bot/http/server.ts'
import { mounted } from '#tests/bot/sandbox/mail/mounted.ts'
import { consents, grant, kinds, NUMBER, optOuts, STRANGER, somebody } from '#tests/db/operations/incoming/a-text.ts'
import { everything, NOW } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'

const TOKEN = 'the auth token of the test'
const ORIGIN = 'https://consent.example.com'
const PATH = '/webhooks/twilio/inbound'
const HOUSE = '+33639980100'

type Form = Record<string, string>

/** As Twilio documents it: the address, then every name and value in the order of the names. */
function signature(form: Form, { url = `${ORIGIN}${PATH}`, token = TOKEN } = {}): string {
  const text = Object.keys(form)
    .toSorted()
    .reduce((all, name) => all + name + (form[name] ?? ''), url)
  return createHmac('sha1', token).update(text).digest('base64')
}

async function aDoor({ twilio = true }: { twilio?: boolean } = {}) {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const now = () => NOW
  const webhook = answerWebhooks({
    secret: undefined,
    topics: [],
    memory,
    takeIn: createTakeInMail(memory, now),
    twilio: twilio ? { authToken: TOKEN, publicOrigin: () => ORIGIN } : undefined,
    now,
    realNow: now,
  })
  const { ask, lines, port } = await runServer({ rooms: { webhook } })
  let sids = 0
  const form = (body: string, more: Form = {}): Form => ({
    MessageSid: `SM${(sids += 1)}`,
    From: NUMBER,
    To: HOUSE,
    Body: body,
    NumMedia: '0',
    ...more,
  })
  const post = (given: Form, signed: string | undefined = signature(given), path = PATH) =>
    ask(path, {
      method: 'POST',
      body: String(new URLSearchParams(given)),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(signed !== undefined && { 'x-twilio-signature': signed }),
      },
    })
  return { memory, ask, post, form, lines, url: `http://127.0.0.1:${port}` }
}

test('a signed STOP acts, is answered by nothing but an empty TwiML, and no word or number of it is logged', async () => {
  const { memory, post, form, lines } = await aDoor()
  const contactId = await somebody(memory)
  await grant(memory, NOW, contactId, ['newsletter', 'sms'])
  const { accepted, repeated } = incomingCounts.twilio
  const stop = form('STOP merci é 🙏 &=+', { OptOutType: 'STOP' })
  const first = await post(stop)
  expect(first.status).toBe(200)
  expect(first.headers['content-type']).toContain('text/xml')
  expect(first.body).toMatch(/^<\?xml [^>]+><Response\/>$/)
  expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')
  const before = await everything(memory)
  expect((await post(stop)).status).toBe(200)
  expect(await everything(memory)).toEqual(before)
  expect(incomingCounts.twilio).toMatchObject({ accepted: accepted + 1, repeated: repeated + 1 })
  expect(lines.join('')).not.toMatch(/merci|3363998|consent\.example/)
})

test('what is not signed with our token over our own address is refused, counted and changes nothing', async () => {
  const { memory, post, form, ask } = await aDoor()
  const contactId = await somebody(memory)
  await grant(memory, NOW, contactId, ['newsletter', 'sms'])
  const before = await everything(memory)
  const { refused } = incomingCounts.twilio
  const given = form('STOP')
  const wrong = [
    signature(given, { token: 'another' }),
    signature(given, { url: `http://127.0.0.1${PATH}` }),
    signature(given, { url: `${ORIGIN}${PATH}?a=1` }),
    signature({ ...given, Body: 'START' }),
    signature({ ...given, OptOutType: 'STOP' }),
    '',
    'x',
  ]
  for (const one of wrong) expect((await post(given, one)).status, one).toBe(403)
  const none = { method: 'POST', body: String(new URLSearchParams(given)) }
  expect((await ask(PATH, none)).status).toBe(403)
  // A name that comes twice could be read in two ways.
  const twice = { ...none, body: `${none.body}&Body=START`, headers: { 'x-twilio-signature': signature(given) } }
  expect((await ask(PATH, twice)).status).toBe(403)
  expect(incomingCounts.twilio.refused).toBe(refused + wrong.length + 2)
  expect(await everything(memory)).toEqual(before)
})

test('messages that overtake one another, or come twice at once, end as the last act says', async () => {
  const { memory, post, form } = await aDoor()
  const contactId = await somebody(memory)
  await grant(memory, NOW, contactId, ['newsletter', 'sms'])
  const stop = form('ARRET')
  await Promise.all([post(stop), post(stop), post(stop)])
  expect(await kinds(memory)).toEqual(['text-stopped'])
  await post(form('START'))
  expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
  // The stop once more, late: it was counted.
  await post(stop)
  expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
})

test('a known and an unknown number are answered alike, over the wire too', async () => {
  const { memory, post, form } = await aDoor()
  await somebody(memory)
  for (const body of ['STOP', 'AIDE', 'OUI', 'bonjour', '']) {
    const [known, unknown] = [await post(form(body)), await post(form(body, { From: STRANGER }))]
    const shown = ({ status, body, headers: { date: _, 'x-request-id': __, ...headers } }: typeof known) => ({
      status,
      body,
      headers,
    })
    expect(shown(unknown)).toEqual(shown(known))
  }
})

test('there is no such door without a provider; only POST opens it, and it takes 64 kB', async () => {
  const closed = await aDoor({ twilio: false })
  expect((await closed.post(closed.form('STOP'))).status).toBe(404)
  const { ask, post, form } = await aDoor()
  expect((await ask(PATH)).status).toBe(405)
  expect((await post({})).status).toBe(400)
  const long = form('a'.repeat(1600))
  expect((await post(long)).status).toBe(200)
  const large = await post(form('a'.repeat(70_000))).catch(() => undefined)
  expect(large === undefined || large.status === 413).toBe(true)
})

test('the stand-in behaves as the provider: it acts on its own words, says so, and calls the door, signed', async () => {
  const { memory, url } = await aDoor()
  const contactId = await somebody(memory)
  await grant(memory, NOW, contactId, ['newsletter', 'sms'])
  const box = createSmsBox()
  const account = { accountSid: 'AC1', authToken: TOKEN }
  let down = true
  const door = () => ({ url: down ? 'http://127.0.0.1:1/' : `${url}${PATH}`, calledAs: `${ORIGIN}${PATH}` })
  const { textIn, close } = createTextIn({ account, box, webhook: door })
  const sandbox = await mounted(smsListener(box, textIn))
  const write = (body: string) =>
    fetch(`${sandbox}/sandbox/sms`, { method: 'POST', body: JSON.stringify({ from: NUMBER, to: HOUSE, body }) })
  // A door that does not answer is called again.
  expect((await write('STOP')).status).toBe(201)
  down = false
  await until(async () => (await optOuts(memory, NUMBER)).includes('stopped * sms'), { what: 'the stop' })
  expect(box.create({ to: NUMBER, from: HOUSE, messagingServiceSid: undefined, body: 'Bonjour' })).toBe(21610)
  await write('START')
  expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
  await write('HELP')
  await write('arrêtez vos pubs')
  expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')
  // Ours is the answer to what the provider knows nothing of, and only that.
  expect(await kinds(memory)).toEqual(['text-stopped'])
  const shown = box.list().map(({ from, status }) => `${status} ${from}`)
  expect(shown.toReversed()).toEqual([
    `received ${NUMBER}`,
    `sent ${HOUSE}`,
    `received ${NUMBER}`,
    `sent ${HOUSE}`,
    `received ${NUMBER}`,
    `sent ${HOUSE}`,
    `received ${NUMBER}`,
  ])
  await close()
})
