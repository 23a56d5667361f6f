import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import nodemailer from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { type DkimSettings, dkimOptions } from '#bot/mail/dkim.ts'
import { fillMail, sealMail } from '#bot/mail/sealed-mail.ts'
import { createSigner } from '#bot/mail/signer.ts'
import { LINKS } from './a-mail.ts'
import { verifyDkim } from './verify-dkim.ts'

const SEED = 20_261_122
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const DKIM: DkimSettings = { domainName: 'example.org', selector: 'egard1', privateKey }
const HOLDS = { bodyHashMatches: true, signatureMatches: true, domain: 'example.org', selector: 'egard1' }
const signer = createSigner(DKIM)

function aMessage(firstName = 'Zoé'): Buffer {
  const compiled = {
    subject: 'Écrivez-nous, {{first_name|vous}}',
    html: '<p>Bonjour {{first_name|vous}},  <a href="{{unsubscribe_link}}">arrêter</a></p>\t',
    text: 'Bonjour {{first_name|vous}} \n\n\n{{unsubscribe_link}}\n\n',
  }
  const from = { name: 'Les Jardins d’Émilie', address: 'lettre@example.org' }
  const about = { language: 'fr', from, replyTo: 'dpo@example.org', bounce: 'bounces@example.org' } as const
  return fillMail(sealMail(compiled, about), {
    values: { ...LINKS, first_name: firstName },
    to: { name: firstName, address: 'zoe@example.net' },
    bounceId: 'd42',
    messageId: '<d42@example.org>',
    date: Date.parse('2026-11-22T06:00:00Z'),
  }).unsigned
}

test('what is signed verifies at the receiver, and the signature is put before the same bytes', async () => {
  const unsigned = aMessage()
  const signed = await signer.sign(unsigned)
  expect(verifyDkim(signed.toString('latin1'), publicKey)).toMatchObject(HOLDS)
  expect(signed.subarray(-unsigned.length).equals(unsigned)).toBe(true)
})

test('the signature covers who wrote to whom, about what, when, and both ways out', async () => {
  const verdict = verifyDkim((await signer.sign(aMessage())).toString('latin1'), publicKey)
  expect(verdict.signedHeaders.join(' ')).toBe(
    'from reply-to to subject date message-id mime-version content-type content-language list-unsubscribe list-unsubscribe-post',
  )
})

describe('one change on the way breaks the signature', () => {
  test.for([
    ['the sender', 'lettre@example.org', 'lettre@example.com'],
    ['the recipient', 'zoe@example.net', 'zoa@example.net'],
    ['the way out', '/u/abc1>', '/u/abc2>'],
    ['that one click is enough', 'One-Click', 'Two-Click'],
    ['the date', '06:00:00', '06:00:01'],
    ['the name of the message', '<d42@', '<d43@'],
  ] as const)('%s', async ([, from, to]) => {
    const raw = (await signer.sign(aMessage())).toString('latin1')
    const end = raw.indexOf('\r\n\r\n')
    const forged = raw.slice(0, end).replace(from, to) + raw.slice(end)
    expect(forged).not.toBe(raw)
    expect(verifyDkim(forged, publicKey)).toMatchObject({ signatureMatches: false })
  })

  test('the body', async () => {
    const raw = (await signer.sign(aMessage())).toString('latin1')
    expect(verifyDkim(`${raw}more\r\n`, publicKey)).toMatchObject({ bodyHashMatches: false })
  })
})

test('nodemailer’s own signature and ours both verify for the same message, over the same headers', async () => {
  const unsigned = aMessage()
  const theirs = nodemailer.createTransport({ streamTransport: true, buffer: true, dkim: dkimOptions(DKIM) })
  const { message } = await theirs.sendMail({ raw: unsigned, envelope: { from: 'a@example.org', to: 'b@example.net' } })
  const raws = [message as Buffer, await signer.sign(unsigned)]
  const verdicts = raws.map((raw) => verifyDkim(raw.toString('latin1'), publicKey))
  expect(verdicts[0]).toMatchObject(HOLDS)
  expect(verdicts[1]).toEqual(verdicts[0])
})

test('any bytes with lines ended by CRLF verify: folded headers, white space anywhere, no body, no last line end', async () => {
  const piece = fc.constantFrom(
    'a',
    'é',
    '=20',
    ' ',
    '  ',
    '\t',
    '\r\n',
    ' \r\n',
    '\r\n\r\n',
    ':',
    ';',
    '.',
    '\u0000',
    'x'.repeat(80),
  )
  const body = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''))
  const value = fc.array(fc.constantFrom('a', ' ', '\t', '\r\n ', '\r\n\t', ':', 'é', '=?utf-8?q?x?='), {
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(value, body, async (subject, text) => {
      const unsigned = Buffer.from(
        `From: <a@example.org>\r\nSubject:${subject.join('')}.\r\nTo : b@example.net\r\n\r\n${text}`,
      )
      const signed = await signer.sign(unsigned)
      expect(verifyDkim(signed.toString('latin1'), publicKey)).toMatchObject(HOLDS)
    }),
    { seed: SEED, numRuns: 200 },
  )
})

test('many at once each get their own signature', async () => {
  const signed = await Promise.all(Array.from({ length: 50 }, (_, index) => signer.sign(aMessage(`Zoé ${index}`))))
  for (const [index, message] of signed.entries()) {
    expect(verifyDkim(message.toString('latin1'), publicKey)).toMatchObject(HOLDS)
    expect(message.toString()).toContain(`_${index}?=`)
  }
})

test('without DKIM the bytes stay as they are', async () => {
  const unsigned = aMessage()
  expect(await createSigner(undefined).sign(unsigned)).toBe(unsigned)
})

test('a key that cannot sign is refused at the start', () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey
  for (const key of [weak, publicKey, generateKeyPairSync('ed25519').privateKey]) {
    expect(() => createSigner({ ...DKIM, privateKey: key })).toThrow(
      expect.objectContaining({ code: 'dkim-key-unusable' }),
    )
  }
})
