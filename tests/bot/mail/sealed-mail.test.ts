import fc from 'fast-check'
import nodemailer from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { compileMessage } from '#bot/mail/compile.ts'
import { composeMessage, prepareMessage } from '#bot/mail/compose.ts'
import { relaxedBody } from '#bot/mail/relaxed.ts'
import { fillMail, type MailCopy, type SealAbout, sealMail } from '#bot/mail/sealed-mail.ts'
import { startText } from '#core/campaigns/start-texts/start-texts.ts'
import { VARIANT_OPENINGS, type Variant } from '#core/campaigns/variants.ts'
import { type FieldValues, LINK_FIELDS, TEXT_FIELDS } from '#core/messages/fields.ts'
import { type CompiledMessage, LANGUAGES } from '#core/messages/message.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'
import { LINKS } from './a-mail.ts'

const SEED = 20_261_122
const DATE = Date.parse('2026-11-22T06:00:00Z')
const ABOUT: SealAbout = {
  language: 'fr',
  from: { name: 'Les Jardins', address: 'lettre@example.org' },
  replyTo: 'dpo@example.org',
  bounce: 'retours@example.org',
}
const COPY: MailCopy = {
  values: LINKS,
  to: { address: 'zoe@example.net' },
  bounceId: 'd42-0123456789abcdef',
  messageId: '<d42-0123456789abcdef@example.org>',
  date: DATE,
}

const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

/** The same mail as nodemailer composes it. */
async function composed(compiled: CompiledMessage, about: SealAbout, { date, ...copy }: MailCopy) {
  const mail = composeMessage({ prepared: prepareMessage(compiled), ...about, ...copy })
  const { message } = await composer.sendMail({ ...mail, headers: { ...mail.headers }, date: new Date(date) })
  return { envelope: mail.envelope, message: message as Buffer }
}

/** What a mail program makes of it. */
async function readings(message: Buffer) {
  const { headers, subject, html, text, from, to, replyTo, messageId, date, attachments } =
    await PostalMime.parse(message)
  const kept = headers.map(({ key, value }) => ({ key, value: value.replace(/boundary="?[^";]+"?/, 'boundary') }))
  return { headers: kept, subject, html, text, from, to, replyTo, messageId, date, attachments }
}

/** Both ways give the same mail, and ours has the form that travels unharmed. */
async function expectSame(
  compiled: CompiledMessage,
  about: SealAbout,
  copy: MailCopy,
  sealed = sealMail(compiled, about),
): Promise<void> {
  const { envelope, unsigned } = fillMail(sealed, copy)
  const expected = await composed(compiled, about, copy)
  expect(envelope).toEqual(expected.envelope)
  expect(await readings(unsigned)).toEqual(await readings(expected.message))

  const raw = unsigned.toString('latin1')
  const body = unsigned.subarray(unsigned.indexOf('\r\n\r\n') + 4)
  expect(raw).not.toMatch(/[^\r]\n|\r(?!\n)/)
  expect(body.toString('latin1')).not.toMatch(/[^\r\n]{77}|[^\r\n\x20-\x7e]/)
  expect(relaxedBody(body).equals(body)).toBe(true)
}

// biome-ignore format: a list reads better in rows
const HOSTILE = [
  '\r\n', '\n', '\r', '.', '\n.', '..', '=', '==', '=\r\n', '=3D', ' ', '  ', '\t', ' \n', '{{', '}}', '{{no_link}}', '{{first_name|x}}',
  'é', 'œ', 'ß', '漢字', '👩‍👩‍👧', '\u00A0', '\u200B', '\u202E', '\u2028', '\uD800', '\u0000', '=?utf-8?q?x?=', '?=', '_',
  '<b>', '&', '"', "'", ',', ';', '--=_egard', '--=_egard--', 'Bcc: x@example.net', 'From ',
]
const piece = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer({ min: 60, max: 160 }).map((length) => 'a'.repeat(length)),
  fc.integer({ min: 1, max: 90 }).map((length) => 'é'.repeat(length)),
)
const words = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''))
const link = fc.stringMatching(/^[a-z0-9=&?.%'é]{0,100}$/).map((rest) => `https://egard.example/p/${rest}`)
const someValues: fc.Arbitrary<FieldValues> = fc
  .tuple(
    fc.record(Object.fromEntries(Object.keys(TEXT_FIELDS).map((name) => [name, words]))),
    fc.record(Object.fromEntries(LINK_FIELDS.map((name) => [name, link]))),
  )
  .map(([texts, links]) => ({
    ...texts,
    ...links,
    // The fields that may not be empty.
    greeting: `G${texts['greeting']}`,
    topics: `T${texts['topics']}`,
    promise_date: `D${texts['promise_date']}`,
    organisation: 'O',
    contact_email: 'c@example.org',
  }))

describe('a sealed message filled is the message nodemailer composes', () => {
  const ONES = [
    { kind: 're-opt-in', step: 'ask', reminders: 1 },
    { kind: 're-opt-in', step: 'reminder-1', reminders: 1 },
    { kind: 're-opt-in', step: 'reminder-1', reminders: 2 },
    { kind: 're-opt-in', step: 'reminder-2', reminders: 2 },
    { kind: 'topic', step: 'message', reminders: 0 },
    { kind: 'information', step: 'message', reminders: 0 },
  ] as const
  const variantsOf = (kind: string): Variant[] => (kind === 're-opt-in' ? ['plain', 'visited', 'guardian'] : ['plain'])
  const ALL = LANGUAGES.flatMap((language) => ONES.map((one) => ({ ...one, language })))

  test.for(ALL)('$kind $step of $reminders in $language', async ({ kind, step, reminders, language }) => {
    for (const variant of variantsOf(kind)) {
      const written = startText({ kind, reminders }, step, language)
      const opening = variant === 'plain' ? '' : `${VARIANT_OPENINGS[variant][language]}\n\n`
      const promise = kind === 're-opt-in' ? {} : { promise: undefined }
      const source = aMessage({ kind, step, language, ...written, ...promise, body: opening + written.body })
      const compiled = await compileMessage(source)
      const about = { ...ABOUT, language }
      const sealed = sealMail(compiled, about)
      await fc.assert(
        fc.asyncProperty(someValues, (values) => expectSame(compiled, about, { ...COPY, values }, sealed)),
        { seed: SEED, numRuns: 6 },
      )
    }
  })

  test('whatever the template and the values are made of', async () => {
    const field = fc.constantFrom(
      '{{first_name|}}',
      '{{first_name|cher é=ami}}',
      '{{greeting}}',
      '{{topics}}',
      '{{last_name|\t}}',
      '{{nothing}}',
      ...LINK_FIELDS.map((name) => `{{${name}}}`),
    )
    const template = fc
      .array(fc.oneof(field, fc.oneof(words, fc.constantFrom('x ', ' x', '\n', 'a'.repeat(74), 'a'.repeat(75)))), {
        maxLength: 8,
      })
      // A lone CR is no line end anywhere in our templates, and an empty part would be none for nodemailer.
      .map((parts) => `-${parts.join('')}`.replaceAll(/\r(?!\n)/g, '').toWellFormed())
    const subject = template.map((text) => text.replaceAll(/[\r\n]/g, ' '))
    await fc.assert(
      fc.asyncProperty(subject, template, template, someValues, words, async (oneSubject, html, text, values, name) => {
        const compiled = { subject: oneSubject, html, text }
        const sealed = sealMail(compiled, ABOUT)
        const first = { ...values, first_name: `Z${values.first_name}` }
        await expectSame(compiled, ABOUT, { ...COPY, values: first }, sealed)
        await expectSame(compiled, ABOUT, { ...COPY, values: { ...first, first_name: `Z${name}` } }, sealed)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  test('names and addresses of any alphabet, and what service mail adds', async () => {
    const compiled = { subject: 'Bonjour', html: '<p>a</p>', text: 'a\n' }
    const address = fc.constantFrom(
      'zoe@example.net',
      'zoé@exämple.net',
      'zoe@exämple.net',
      "o'neil+x@example.co.uk",
      '用户@例え.jp',
    )
    await fc.assert(
      fc.asyncProperty(
        words,
        address,
        words,
        fc.boolean(),
        fc.option(address, { nil: undefined }),
        async (to, at, from, service, replyTo) => {
          const about = { ...ABOUT, replyTo, service, from: { name: from, address: 'lettre@exämple.org' } }
          await expectSame(compiled, about, { ...COPY, values: service ? {} : LINKS, to: { name: to, address: at } })
        },
      ),
      { seed: SEED, numRuns: 100 },
    )
  })
})
