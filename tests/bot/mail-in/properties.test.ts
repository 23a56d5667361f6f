import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readMessage } from '#bot/mail/receive/read-message.ts'
import { INCOMING_KINDS } from '#core/incoming/incoming-mail.ts'
import { ALL_SAMPLES, bytesOf } from './messages/all-samples.ts'
import { mail, US } from './messages/sample.ts'

const SEED = 20261122
const sample = fc.constantFrom(...ALL_SAMPLES)

test('how lines end changes nothing', () => {
  for (const { raw } of ALL_SAMPLES) {
    const plain = readMessage(bytesOf(raw))
    expect(readMessage(bytesOf(raw.replaceAll('\n', '\r\n')))).toEqual(plain)
    expect(readMessage(bytesOf(raw.replaceAll('\n', '\r')))).toEqual(plain)
  }
})

test('in which order the head stands changes nothing', () => {
  fc.assert(
    fc.property(sample, fc.integer(), ({ raw }, seed) => {
      const end = raw.indexOf('\n\n')
      if (end === -1 || raw.startsWith('From ')) return
      const head = raw.slice(0, end).split(/\n(?![ \t])/)
      const turned = head
        .map((line, at) => ({ line, key: (at * 7919 + Math.abs(seed)) % 104729 }))
        .sort((a, b) => a.key - b.key)
      const { kind, recipients, text, stop } = readMessage(bytesOf(raw))
      expect(readMessage(bytesOf(`${turned.map(({ line }) => line).join('\n')}${raw.slice(end)}`))).toMatchObject({
        kind,
        recipients,
        text,
        ...(stop && { stop }),
      })
    }),
    { seed: SEED, numRuns: 300 },
  )
})

const WORDS = 'Désolé, je préfère arrêter là : désinscrivez-moi de votre liste, s’il vous plaît. Voilà !'
const ENCODINGS: readonly [charset: string, label: string][] = [
  ['utf8', 'utf-8'],
  ['utf8', 'unknown-8bit'],
  ['utf8', 'iso-8859-1'],
  ['utf8', ''],
  ['windows-1252', 'windows-1252'],
  ['windows-1252', 'iso-8859-1'],
  ['windows-1252', 'utf-8'],
  ['windows-1252', 'us-ascii'],
  ['windows-1252', 'x-unknown'],
  ['gb18030', 'gb18030'],
  ['utf-7', 'utf-7'],
  ['utf-16le', 'utf-16le'],
  ['macintosh', 'macintosh'],
]

test.each(ENCODINGS)('words in %s called "%s" are read, in each encoding of bytes', (charset, label) => {
  const bytes = iconv.encode(WORDS, charset)
  for (const encoding of charset === 'utf-16le' ? ['base64'] : ['8bit', 'base64', 'quoted-printable']) {
    const head = mail(
      {
        From: 'j@example.org',
        To: US,
        Subject: 'x',
        'Content-Type': `text/plain${label === '' ? '' : `; charset=${label}`}`,
        'Content-Transfer-Encoding': encoding,
      },
      '',
    )
    const { text, stop } = readMessage(Buffer.concat([Buffer.from(head), encoded(bytes, encoding)]))
    expect(text).toBe(WORDS)
    expect(stop?.phrase).toBe('désinscrivez')
  }
})

test('iso-8859-15 has the euro sign', () => {
  const head = mail(
    { From: 'j@example.org', Subject: '=?iso-8859-15?Q?Dix_=A4?=', 'Content-Type': 'text/plain; charset=iso-8859-15' },
    '',
  )
  const { subject, text } = readMessage(Buffer.concat([Buffer.from(head), iconv.encode('cœur, 10 €', 'iso-8859-15')]))
  expect(subject).toBe('Dix €')
  expect(text).toBe('cœur, 10 €')
})

test('an encoded word may be split within a character', () => {
  const { subject } = readMessage(
    Buffer.from(mail({ From: 'j@example.org', Subject: '=?utf-8?Q?R=C3?=\n =?utf-8?Q?=A9ponse?= automatique' }, '')),
  )
  expect(subject).toBe('Réponse automatique')
})

test('whatever is cut off, turned round or zeroed, there is a kind', () => {
  fc.assert(
    fc.property(
      sample,
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }),
      ({ raw }, length, changes) => {
        const bytes = Buffer.from(bytesOf(raw))
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
        const { kind, recipients, text } = readMessage(
          bytes.subarray(0, bytes.length === 0 ? 0 : length % (bytes.length + 1)),
        )
        expect(INCOMING_KINDS).toContain(kind)
        expect(text.length).toBeLessThanOrEqual(20_000)
        expect(recipients.length).toBeLessThanOrEqual(200)
      },
    ),
    { seed: SEED, numRuns: 1500 },
  )
})

test('bytes that are no mail have a kind', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      expect(INCOMING_KINDS).toContain(readMessage(Buffer.from(bytes)).kind)
    }),
    { seed: SEED, numRuns: 500 },
  )
})

/** Texts that make careless patterns try everything; each is read in time that grows with its length, or this test takes minutes. */
const HOSTILE: readonly [name: string, text: string][] = [
  ['blanks', ' '.repeat(200_000)],
  ['tabs and line ends', '\t\n'.repeat(100_000)],
  ['quote marks', '>'.repeat(200_000)],
  ['openings without an end', 'Le '.repeat(70_000)],
  ['attributions that never end', 'On Tue wrote\n'.repeat(20_000)],
  ['addresses', 'a@b.c '.repeat(40_000)],
  ['one endless address', `${'a.'.repeat(100_000)}@${'b.'.repeat(100_000)}`],
  ['angle brackets', '<'.repeat(200_000)],
  ['quotation marks', '"a'.repeat(100_000)],
  ['user user user', 'user mailbox address '.repeat(10_000)],
  ['ne ne ne', 'ne me plus pas '.repeat(14_000)],
  ['underscores', '_'.repeat(200_000)],
  ['hyphens', '-'.repeat(200_000)],
  ['encoded words', '=?utf-8?q?a?= '.repeat(14_000)],
  ['status codes', '5.1.1.'.repeat(30_000)],
  ['over over quota', 'over exceeded '.repeat(14_000)],
  ['remove remove list', 'remove the a b c d e '.repeat(10_000)],
]

test.each(HOSTILE)(
  '%s do not hold it up',
  (_, text) => {
    const head = { From: 'MAILER-DAEMON@x.example', To: US, 'Return-Path': '<>' }
    for (const raw of [
      mail({ ...head, Subject: 'failure notice' }, text),
      mail({ From: 'j@example.org', Subject: text.slice(0, 20_000).replaceAll('\n', ' ') }, text),
      mail({ From: text.slice(0, 20_000).replaceAll('\n', ' '), 'Content-Type': 'text/html' }, text),
      mail(
        { ...head, Subject: 'x', 'Content-Type': 'message/delivery-status' },
        `Final-Recipient: rfc822; a@b.example\nDiagnostic-Code: ${text}`,
      ),
    ])
      expect(INCOMING_KINDS).toContain(readMessage(Buffer.from(raw)).kind)
  },
  20_000,
)

function encoded(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'))
  if (encoding === '8bit') return bytes
  return Buffer.from(
    [...bytes]
      .map((byte) =>
        byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
      )
      .join('')
      .replace(/.{60}(?!.{0,2}$)/g, (line) => (/=.?$/.test(line) ? line : `${line}=\r\n`)),
  )
}
