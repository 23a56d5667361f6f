import { afterAll, describe, expect, test } from 'vitest'
import { type ReadingLimits, readWith } from '#bot/mail/receive/read-incoming.ts'
import { createReadingThread } from '#bot/mail/receive/reading-thread.ts'
import { answer, mail, multipart, notice, OURS, US } from './messages/sample.ts'

/** No clock: the time is never up. */
const PATIENT: ReadingLimits = { after: () => () => {} }
/** The time is up at once. */
const HURRIED: ReadingLimits = {
  after(_, act) {
    act()
    return () => {}
  },
}
const MB = 1024 * 1024
const thread = createReadingThread()
afterAll(() => thread.close())
const read = (raw: string | Buffer, limits = PATIENT) => readWith(thread, limits, Buffer.from(raw as string))

const QMAIL = notice(
  'MAILER-DAEMON@mx.example.net',
  'failure notice',
  "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<paul@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n",
)
const BOUNCE = {
  kind: 'bounce',
  recipients: [{ address: 'paul@example.org', permanence: 'permanent', reason: 'mailbox-unknown' }],
}

describe('bombs', () => {
  test('50 MB behind a notice: the notice decides, and it says that it was cut', async () => {
    expect(
      await read(Buffer.concat([Buffer.from(QMAIL), Buffer.alloc(50 * MB, 'all work and no play ')])),
    ).toMatchObject({ ...BOUNCE, cut: 'size' })
  })

  test('a large picture before the words loses nothing anybody reads', async () => {
    const picture: [Record<string, string>, string] = [
      { 'Content-Type': 'image/jpeg', 'Content-Transfer-Encoding': 'base64' },
      `${'A'.repeat(76)}\n`.repeat(100_000),
    ]
    const raw = multipart({ From: 'j@example.org', To: US, Subject: 'x' }, 'multipart/mixed', [
      picture,
      [{ 'Content-Type': 'text/plain' }, 'Désinscrivez-moi'],
    ])
    const { kind, stop, cut } = await read(raw)
    expect({ kind, stop, cut }).toEqual({ kind: 'human', stop: { phrase: 'Désinscrivez' }, cut: undefined })
  })

  test('a line of 50 MB, a head of 50 MB, 50 MB of hyphens', async () => {
    expect(await read(Buffer.concat([Buffer.from(answer('oui ')), Buffer.alloc(50 * MB, 'x')]))).toMatchObject({
      kind: 'human',
      cut: 'size',
    })
    expect(
      await read(Buffer.concat([Buffer.from('From: j@example.org\nX-Long: '), Buffer.alloc(50 * MB, 'x')])),
    ).toMatchObject({ kind: 'human', from: 'j@example.org', cut: 'size' })
    expect((await read(Buffer.alloc(50 * MB, '\n--'))).cut).toBe('size')
  })

  test('a thousand headers too many, folded without end', async () => {
    const many = Array.from({ length: 50_000 }, (_, at) => `X-H${at}: v\n folded`).join('\n')
    expect(await read(`From: j@example.org\nSubject: Bonjour\n${many}\n\nOui`)).toMatchObject({
      kind: 'human',
      subject: 'Bonjour',
    })
  })

  test('parts within parts: read as deep as it goes', async () => {
    let body = 'Content-Type: text/plain\n\nfin'
    for (let depth = 0; depth < 2000; depth += 1)
      body = `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n${body}\n--b${depth}--`
    expect(await read(`From: j@example.org\nTo: ${US}\nSubject: x\n${body}`)).toMatchObject({
      kind: 'human',
      cut: 'parts',
    })
  })

  test('ten thousand parts', async () => {
    const parts = Array.from({ length: 10_000 }, (_, at): [Record<string, string>, string] => [
      { 'Content-Type': 'text/plain' },
      `part ${at}`,
    ])
    expect(await read(multipart({ From: 'j@example.org', Subject: 'x' }, 'multipart/mixed', parts))).toMatchObject({
      kind: 'human',
      cut: 'parts',
    })
  })
})

describe('the time is up', () => {
  const LONG = `\n${'> and so on\n'.repeat(30_000)}`

  test('the top decides, and it says that it was cut', async () => {
    expect(await read(QMAIL + LONG, HURRIED)).toMatchObject({ ...BOUNCE, cut: 'time' })
    expect(await read(answer('Stop svp') + LONG, HURRIED)).toMatchObject({
      kind: 'human',
      stop: { phrase: 'Stop' },
      inReplyTo: [OURS],
      cut: 'time',
    })
  })

  test('what fits into the top is read whole', async () => {
    expect((await read(QMAIL, HURRIED)).cut).toBeUndefined()
    expect(await read(QMAIL, HURRIED)).toMatchObject(BOUNCE)
    expect((await read(Buffer.alloc(0), HURRIED)).kind).toBe('other')
  })

  test('the next message is read as if nothing had been', async () => {
    await read(QMAIL, HURRIED)
    const { cut, kind } = await read(QMAIL)
    expect({ cut, kind }).toEqual({ cut: undefined, kind: 'bounce' })
  })

  test('a thread that dies is a message read from its top', async () => {
    const dying = createReadingThread(
      new URL(
        'data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(1))',
      ),
    )
    expect(await readWith(dying, PATIENT, Buffer.from(QMAIL))).toMatchObject(BOUNCE)
    await dying.close()
  })
})

test('many at once are each answered with their own', async () => {
  const subjects = Array.from({ length: 50 }, (_, at) => `Lettre ${at}`)
  const all = await Promise.all(
    subjects.map((subject) => read(mail({ From: 'j@example.org', Subject: subject }, 'oui'))),
  )
  expect(all.map(({ subject }) => subject)).toEqual(subjects)
})

test('what the transport says comes along, and its null sender counts as a sign', async () => {
  const raw = mail({ From: 'x@example.org', To: US, Subject: 'Undeliverable: Bonjour' }, 'nothing more')
  const envelope = { from: '', to: ['Bounce+d42-0123456789abcdef@asso.example'] }
  const mailRead = await readWith(thread, PATIENT, Buffer.from(raw), envelope)
  expect(mailRead).toMatchObject({
    kind: 'bounce',
    envelopeFrom: '',
    envelopeTo: ['bounce+d42-0123456789abcdef@asso.example'],
  })
  expect(mailRead.ourMarks).toContain('d42-0123456789abcdef')
})
