import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { compileMessage } from '#bot/mail/compile.ts'
import { type PreparedMessage, prepareMessage } from '#bot/mail/compose.ts'
import type { DkimSettings } from '#bot/mail/dkim.ts'
import { createMailer } from '#bot/mail/send.ts'
import { startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'
import type { ReceivedMail } from '#bot/sandbox/mail/received-mail.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'
import { aMail, LINKS } from './a-mail.ts'
import { verifyDkim } from './verify-dkim.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const DKIM: DkimSettings = { domainName: 'example.org', selector: 'egard1', privateKey }

let prepared: PreparedMessage
beforeAll(async () => {
  prepared = prepareMessage(
    await compileMessage(aMessage({ subject: 'Souhaitez-vous rester, {{first_name|cher lecteur}} ?' })),
  )
})

async function setUp() {
  const standIn = await startMailStandIn()
  const mailer = createMailer({ smtpUrl: standIn.smtpUrl, dkim: DKIM, maxConnections: 2 })
  onTestFinished(async () => {
    await mailer.close()
    await standIn.close()
  })
  return { standIn, mailer }
}

function valuesFor(firstName: string | undefined, source: string | undefined) {
  return {
    ...fieldValues({
      language: 'fr',
      person: { firstName },
      organisationName: 'Les Jardins',
      contactEmail: 'dpo@example.org',
      topicNames: ['Lettre', 'Ateliers'],
      promiseDate: Temporal.PlainDate.from('2026-12-01'),
      source,
      links: {},
    }),
    ...LINKS,
  }
}

function newest(messages: readonly ReceivedMail[]): ReceivedMail {
  const mail = messages[0]
  if (mail === undefined) throw new Error('nothing was received')
  return mail
}

test('what a person gets: their copy in HTML and text, the promise, the links, the way out', async () => {
  const { standIn, mailer } = await setUp()
  const mail = aMail({ prepared, values: valuesFor('Zoé', 'Salon de Lyon, mars 2018') })
  expect(await mailer.send(mail)).toMatchObject({ state: 'sent' })

  const received = newest(standIn.messages('ZOE@example.net'))
  expect(received).toMatchObject({
    from: 'lettre@example.org',
    to: 'zoe@example.net',
    envelopeFrom: 'bounces+d42@example.org',
    subject: 'Souhaitez-vous rester, Zoé ?',
  })
  for (const part of [received.text, received.html]) {
    for (const words of [
      'Bonjour Zoé,',
      'mardi 1er décembre 2026',
      'Lettre et Ateliers',
      'Salon de Lyon, mars 2018',
      ...Object.values(LINKS),
    ]) {
      expect(part).toContain(words)
    }
    expect(part).not.toMatch(/\{\{|\}\}|undefined/)
  }

  const parsed = await PostalMime.parse(received.raw)
  const header = (name: string) => parsed.headers.filter(({ key }) => key === name).map(({ value }) => value)
  expect(parsed.messageId).toBe('<d42.ask@example.org>')
  expect(header('list-unsubscribe')).toEqual(['<https://egard.example/u/abc1>'])
  expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
  expect(header('content-language')).toEqual(['fr'])
  expect(header('auto-submitted')).toEqual([])
  expect(header('content-type')[0]).toMatch(/^multipart\/alternative/)
})

test('the signature holds, and covers both unsubscribe headers', async () => {
  const { standIn, mailer } = await setUp()
  await mailer.send(aMail({ prepared, values: valuesFor('Zoé', undefined) }))
  const { raw } = newest(standIn.messages())
  const verdict = verifyDkim(raw, publicKey)
  expect(verdict).toMatchObject({
    bodyHashMatches: true,
    signatureMatches: true,
    domain: 'example.org',
    selector: 'egard1',
  })
  expect(verdict.signedHeaders).toEqual(
    expect.arrayContaining([
      'from',
      'to',
      'subject',
      'date',
      'message-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
    ]),
  )

  const forged = raw.replace('egard.example/u/abc1>', 'egard.example/u/abc2>')
  expect(forged).not.toBe(raw)
  expect(verifyDkim(forged, publicKey)).toMatchObject({ signatureMatches: false })
  expect(verifyDkim(raw.replace('One-Click', 'Two-Click'), publicKey)).toMatchObject({ signatureMatches: false })
  expect(verifyDkim(`${raw}more\r\n`, publicKey)).toMatchObject({ bodyHashMatches: false })
})

test('nothing a contact is called adds a header, a recipient, a field or a part', async () => {
  const { standIn, mailer } = await setUp()
  const piece = fc.constantFrom(
    '\r\n',
    '\n',
    'Bcc: x@example.net',
    '{{no_link}}',
    '<b>',
    '=?utf-8?q?x?=',
    '"',
    ',',
    'é',
    '--',
    'a'.repeat(90),
  )
  const hostile = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''))
  const usual = (await PostalMime.parse(await rawOf('Zoé'))).headers.map(({ key }) => key)

  async function rawOf(name: string): Promise<string> {
    const mail = aMail({ prepared, values: valuesFor(name, name), to: { name, address: 'zoe@example.net' } })
    expect(await mailer.send(mail)).toMatchObject({ state: 'sent' })
    return newest(standIn.messages()).raw
  }

  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      const raw = await rawOf(name)
      const parsed = await PostalMime.parse(raw)
      expect(parsed.headers.map(({ key }) => key)).toEqual(usual)
      expect(parsed.to?.map(({ address }) => address)).toEqual(['zoe@example.net'])
      expect(parsed.attachments).toEqual([])
      expect(parsed.html).not.toContain('<b>')
      expect(parsed.html?.split(LINKS.no_link ?? '')).toHaveLength(2)
      expect(parsed.subject?.startsWith('Souhaitez-vous rester, ')).toBe(true)
      expect(verifyDkim(raw, publicKey)).toMatchObject({ bodyHashMatches: true, signatureMatches: true })
    }),
    { numRuns: 40 },
  )
})

test('a key that cannot sign is refused at the start, never found out in unsigned mail', () => {
  const ed25519 = generateKeyPairSync('ed25519').privateKey
  for (const key of [ed25519, publicKey]) {
    const start = () =>
      createMailer({ smtpUrl: 'smtp://127.0.0.1:1', dkim: { ...DKIM, privateKey: key }, maxConnections: 1 })
    expect(start).toThrow(expect.objectContaining({ code: 'dkim-key-unusable' }))
  }
})
