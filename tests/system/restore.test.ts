import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeLine } from '#db/journal/journal-line.ts'
import { resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aCopy } from '#tests/db/journal/a-copy.ts'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { runEgard } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'
import { commandLine } from './drivers/cli.ts'
import { cardOf, GROUP, type HeldSend, heldSend, recipients } from './drivers/held-send.ts'
import { linkIn } from './drivers/mailbox.ts'
import { aPlace, memoryOf, type Place, startAt } from './drivers/place.ts'
import { oneClick, open, press } from './drivers/recipient.ts'

/** As many as the first wave holds: on PostgreSQL some of the audience have no message yet when everything stops. */
const WAVE = 100

const REFUSED = 'This database is older than the journal. Run `npx egard after-restore`.\n'

describe.each(DATABASE_KINDS)('a backup restored in the middle of a send on %s', (kind) => {
  const group = GROUP[kind]
  const people = 3 * group + 17

  test('nobody is written to twice, nobody is lost, and what was taken back or forgotten since still holds', async () => {
    const send = await heldSend(kind, people, group)
    const { sink, addresses, egard, campaign } = send
    await until(() => sink.waiting(), {
      what: 'the second group to be in the hands of the sink',
      is: (n) => n === group,
    })
    const restored = await backupOf(send)

    // After the backup: more messages leave, people take back what they had said, somebody is forgotten, and the machine dies.
    sink.release()
    sink.holdAfter(10)
    const reached = Math.min(people - 7, WAVE)
    await until(() => sink.received().length, { what: 'the rest to be in its hands', is: (n) => n === reached })
    const [left, stopped] = sink.received()
    if (left === undefined || stopped === undefined) throw new Error('The sink got nothing.')
    expect((await oneClick(linkIn(left, 'unsubscribe'))).status).toBe(200)
    await stopEverything(linkIn(stopped, 'preferences'))
    const got = recipients(sink.received())
    const unreached = addresses.filter((address) => !got.includes(address))
    const gone = unreached[0] ?? ''
    await forget(send, gone)
    await egard.kill('SIGKILL')
    sink.release()

    // Who was forgotten before their turn came is refused at once, else when their turn comes.
    const doubtful = people - group - (people > WAVE ? 1 : 0)
    const { run, explain, verify } = commandLine(restored)
    const refused = await run('start')
    expect([refused.code, refused.stderr]).toEqual([1, REFUSED])
    const done = await run('after-restore', '--json')
    expect(done.stderr).toBe('')
    expect(JSON.parse(done.stdout)).toMatchObject({
      older: true,
      paused: [campaign],
      forgotten: 1,
      inDoubt: doubtful,
      unknownCampaigns: [],
    })
    expect(JSON.parse((await run('after-restore', '--json')).stdout)).toMatchObject({
      older: false,
      inDoubt: 0,
      paused: [],
    })

    await startAt(restored)
    const memory = await memoryOf(restored)
    const now = () => memory.now().epochMilliseconds
    const card = () => cardOf(memory, campaign)
    expect(await card()).toMatchObject({
      state: 'paused',
      deliveries: {
        sent: group,
        'in-doubt': doubtful,
        queued: 0,
        held: 0,
        sending: 0,
        refused: people - group - doubtful,
      },
    })
    // A person compares with what the mail server says: whom it never heard of is sent to again, everybody else counts as sent.
    const doubts = await memory.database.read
      .selectFrom('deliveries')
      .select(['id', 'address', 'response'])
      .where('state', '=', 'in-doubt')
      .execute()
    expect(new Set(doubts.map(({ response }) => response))).toEqual(new Set(['restored from a backup']))
    const person = { campaignId: campaign, by: 'U0BRUNO' }
    for (const { id, address } of doubts)
      if (!got.includes(address)) await settleDoubts(memory, now(), { ...person, as: 'again', deliveryId: id })
    await settleDoubts(memory, now(), { ...person, as: 'sent' })
    await resumeCampaign(memory, now(), person)

    const ended = await until(card, {
      what: 'the rest to leave',
      is: ({ deliveries }) => deliveries.sent === people - 1,
    })
    expect(ended.deliveries).toMatchObject({ sent: people - 1, 'in-doubt': 0, refused: 1, failed: 0, cancelled: 0 })
    const asked = recipients(sink.received()).filter((to) => addresses.includes(to))
    expect(asked).toEqual(addresses.filter((address) => address !== gone).toSorted())
    expect(ended.deliveries.sent).toBe(asked.length)
    // And the privacy address was told.
    expect(recipients(sink.received()).filter((to) => !addresses.includes(to))).toHaveLength(1)
    for (const address of [left.to, stopped.to])
      expect(await explain(address, 'newsletter')).toMatchObject({
        verdict: 'refuse',
        gate: { bucket: expect.stringMatching(/opted-out|suppressed/) },
      })
    expect(await explain(gone, 'newsletter')).toMatchObject({
      verdict: 'refuse',
      reasons: [{ code: 'unknown-contact' }],
    })
    expect(await verify()).toMatchObject({ ok: true })
  })

  test('messages that left after the backup are enough to know it as older, though nobody has taken anything back', async () => {
    const send = await heldSend(kind, group + 3, 1)
    await until(() => send.sink.waiting(), { what: 'a first group to wait', is: (n) => n >= group - 1 })
    const restored = await backupOf(send)
    send.sink.release()
    await until(send.card, { what: 'the rest to leave', is: ({ deliveries }) => deliveries.sent === group + 3 })
    await send.egard.kill()
    expect((await commandLine(restored).run('start')).stderr).toBe(REFUSED)
    // The database it was made of goes on.
    await startAt(send.place)
  })

  /** The place as it is once the backup of this moment was put in its database's place. */
  async function backupOf({ place }: HeldSend): Promise<Place> {
    const file = join(place.folder, 'backup.db')
    const databaseUrl = kind === 'sqlite' ? `sqlite:${file}` : await aCopy(place.databaseUrl)
    if (kind === 'sqlite') expect((await commandLine(place).run('backup', file)).code).toBe(0)
    return { ...place, databaseUrl, environment: { ...place.environment, DATABASE_URL: databaseUrl } }
  }
})

async function stopEverything(url: string): Promise<void> {
  expect((await press(await open(url), { name: 'act', value: 'stop' })).status).toBe(200)
}

async function forget({ memory }: HeldSend, address: string): Promise<void> {
  const { database, now } = memory
  const { id } = await database.read
    .selectFrom('contacts')
    .select('id')
    .where('email', '=', address)
    .executeTakeFirstOrThrow()
  await database.write(async (db) => {
    await deleteContacts(db, [id])
    const gone = { contactId: id, type: 'deleted', topic: '*', channel: '*', via: 'staff' } as const
    await appendEvents(db, memory, now().epochMilliseconds, [gone])
  })
}

test('a start where the journal cannot be written stops with a sentence; a new database beside an old journal starts', async () => {
  const place = await aPlace('sqlite')
  const folder = join(place.folder, 'in-the-way')
  await writeFile(folder, 'a file, not a folder')
  const { code, stderr } = await runEgard(['start'], { ...place.environment, EGARD_JOURNAL: folder }, '', place.folder)
  const sentence = `The journal cannot be written in ${folder}: set EGARD_JOURNAL to a folder where it can.\n`
  expect([code, stderr]).toEqual([1, sentence])
  const journal = join(place.folder, 'journal')
  await mkdir(journal)
  const line = writeLine({ era: 'another', n: 900, at: 0, about: 'sends', campaignId: 1 })
  await writeFile(join(journal, 'somebody-elses.journal'), `\n${line}\n`)
  await startAt(place)
})
