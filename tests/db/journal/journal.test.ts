import { appendFile, copyFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lowers } from '#core/consent/ledger.ts'
import { writeLine } from '#db/journal/journal-line.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'
import { link } from '#tests/preference-center/a-memory.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { aFolder, aJournalledMemory, type Journalled, linesOf } from './a-journalled-memory.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const NEWSLETTER = { topic: 'newsletter', channel: 'email' } as const
const wish = { fallback: 'fr' as const }

function say(memory: Journalled, contactId: number, event: Partial<NewEvent> = {}): Promise<void> {
  const all = { contactId, type: 'withdrawn', via: 'one-click', ...NEWSLETTER, ...event } as const
  return memory.database.write((db) => appendEvents(db, memory, NOW, [all]))
}

function alerts({ database }: Journalled) {
  return database.read.selectFrom('notices').select('data').where('kind', '=', 'alert').execute()
}

function pending({ database }: Journalled) {
  return database.read.selectFrom('journal_lines').selectAll().execute()
}

onBothDatabases('the journal', (_, { freshUrl }) => {
  const opened = async () => aJournalledMemory(await freshUrl(), await aFolder(), NOW)

  test('what a person takes back is on the disk before they are answered, by keyed hash only', async () => {
    const memory = await opened()
    const given = { email: 'marie.curie@example.org', phone: '+33612345678', firstName: 'Marie' }
    const id = await aContact(memory, NOW, given)
    await stopEverything(memory, NOW, { token: link(memory, 'preferences', [id]), wish, agent: 'Firefox' })
    const [line, ...more] = await linesOf(memory.journal.path)
    expect(more).toEqual([])
    expect(line).toMatchObject({
      about: 'event',
      type: 'withdrawn',
      topic: '*',
      channel: '*',
      at: NOW,
      email: memory.keyring.addressHash(given.email),
      phone: memory.keyring.addressHash(given.phone),
      link: { seq: 1 },
    })
    const text = await readFile(memory.journal.path, 'latin1')
    for (const marker of ['marie', 'curie', 'example', '0612', '33612', 'Firefox']) expect(text).not.toContain(marker)
    expect((await stat(memory.journal.path)).mode & 0o077).toBe(0)
  })

  test('every event that lowers or forgets has its line, and no other has one', async () => {
    const memory = await opened()
    const types = [
      'granted',
      'refused',
      'withdrawn',
      'lapsed',
      'objected',
      'complained',
      'restricted',
      'unrestricted',
      'guardian-consented',
    ] as const
    for (const [i, type] of types.entries())
      await say(memory, await aContact(memory, NOW, { email: `p${i}@example.org` }), { type, via: 'staff' })
    const written = (await linesOf(memory.journal.path)).flatMap((line) => (line.about === 'event' ? line.type : []))
    expect(written).toEqual(types.filter(lowers))
    expect(written).toContain('complained')
  })

  test('somebody who is deleted has a line with their addresses, and nobody is deleted without one', async () => {
    const memory = await opened()
    const email = 'gone@example.org'
    const id = await aContact(memory, NOW, { email })
    const gone = { contactId: id, type: 'deleted', topic: '*', channel: '*', via: 'staff' } as const
    const careless = memory.database.write(async (db) => {
      await db.deleteFrom('contacts').where('id', '=', id).execute()
      await appendEvents(db, memory, NOW, [gone])
    })
    await expect(careless).rejects.toThrow('addresses were noted')
    await memory.database.write(async (db) => {
      await deleteContacts(db, [id])
      await appendEvents(db, memory, NOW, [gone])
    })
    const hash = memory.keyring.addressHash(email)
    expect(await linesOf(memory.journal.path)).toMatchObject([{ about: 'event', type: 'deleted', email: hash }])
  })

  test('a transaction that is undone leaves no line', async () => {
    const memory = await opened()
    const id = await aContact(memory, NOW, { email: 'a@example.org' })
    const undone = memory.database.write(async (db) => {
      await appendEvents(db, memory, NOW, [{ contactId: id, type: 'withdrawn', via: 'one-click', ...NEWSLETTER }])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await linesOf(memory.journal.path)).toEqual([])
    expect(await pending(memory)).toEqual([])
  })

  test('many answers at once all stand in it, from two processes, and nothing is left to write', async () => {
    const url = await freshUrl()
    const folder = await aFolder()
    const memories = [await aJournalledMemory(url, folder, NOW), await aJournalledMemory(url, folder, NOW)]
    const [first] = memories
    if (first === undefined) throw new Error('two were opened')
    const ids: number[] = []
    for (let i = 0; i < 40; i += 1) ids.push(await aContact(first, NOW, { email: `p${i}@example.org` }))
    await Promise.all(ids.map((id, i) => say(memories[i % 2] ?? first, id)))
    const lines = await linesOf(first.journal.path)
    expect(new Set(lines.map(({ n }) => n)).size).toBe(40)
    for (const memory of memories) await memory.close()
    const again = await aJournalledMemory(url, folder, NOW)
    expect(again.journal.behind).toBe(false)
    expect(await pending(again)).toEqual([])
  })

  test('where it cannot be written the opt-out holds and is answered, one alert says so, and it is completed later', async () => {
    const url = await freshUrl()
    const folder = join(await aFolder(), 'in-the-way')
    await writeFile(folder, 'a file, not a folder')
    const memory = await aJournalledMemory(url, folder, NOW)
    await expect(memory.journal.prove()).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) })
    for (const email of ['a@example.org', 'b@example.org']) await say(memory, await aContact(memory, NOW, { email }))
    const withdrawn = memory.database.read.selectFrom('consents').select('state').execute()
    expect(await withdrawn).toEqual([{ state: 'withdrawn' }, { state: 'withdrawn' }])
    expect(await alerts(memory)).toMatchObject([{ data: expect.stringContaining('journal-unwritable') }])
    await rm(folder)
    await memory.journal.catchUp()
    expect(await linesOf(memory.journal.path)).toHaveLength(2)
    expect(await pending(memory)).toEqual([])
  })

  test('a process killed between the commit and the file is completed by the next start, also of who was deleted', async () => {
    const url = await freshUrl()
    const folder = await aFolder()
    const killed = await aJournalledMemory(url, folder, NOW)
    await say(killed, await aContact(killed, NOW, { email: 'a@example.org' }))
    const id = await aContact(killed, NOW, { email: 'gone@example.org' })
    const { size } = await stat(killed.journal.path)
    await killed.database.write(async (db) => {
      await deleteContacts(db, [id])
      await appendEvents(db, killed, NOW, [{ contactId: id, type: 'deleted', topic: '*', channel: '*', via: 'staff' }])
    })
    // As if its last line, and a half of another, were all that reached the disk.
    await truncate(killed.journal.path, size + 20)
    await killed.database.close()

    const next = await aJournalledMemory(url, folder, NOW)
    expect(next.journal.behind).toBe(false)
    await next.journal.catchUp()
    const hash = next.keyring.addressHash('gone@example.org')
    expect(await linesOf(next.journal.path)).toMatchObject([{ type: 'withdrawn' }, { type: 'deleted', email: hash }])
    await say(next, await aContact(next, NOW, { email: 'b@example.org' }))
    expect(await linesOf(next.journal.path)).toHaveLength(3)
  })

  test('a new database beside the journal of another is neither stopped nor mixed with it', async () => {
    const folder = await aFolder()
    const before = await aJournalledMemory(await freshUrl(), folder, NOW)
    await say(before, await aContact(before, NOW, { email: 'a@example.org' }))
    // Another one has keys of its own.
    const url = await freshUrl()
    const other = await aJournalledMemory(url, folder, NOW)
    await other.database.write((db) => db.deleteFrom('keys').execute())
    await other.close()
    const fresh = await aJournalledMemory(url, folder, NOW)
    expect(fresh.journal.behind).toBe(false)
    await say(fresh, await aContact(fresh, NOW, { email: 'b@example.org' }))
    expect(await linesOf(fresh.journal.path)).toHaveLength(1)
    expect(await readdir(folder)).toHaveLength(2)
  })

  test('an opt-out of an address nobody carries stands in it too', async () => {
    const url = await freshUrl()
    const memory = await aJournalledMemory(url, await aFolder(), NOW)
    const hash = memory.keyring.addressHash('stranger@example.org')
    const stop = { kind: 'stopped', topic: '*', channel: '*' } as const
    const row = { ...stop, address_hash: hash, at: NOW, event_seq: null, lifted_at: null }
    await memory.database.write((db) => putSuppressions(db, [row]))
    expect(await linesOf(memory.journal.path)).toMatchObject([{ about: 'address', hash, ...stop }])
  })
})

test('a line that is torn, changed or foreign is none, and what comes after it is read', async () => {
  const folder = await aFolder()
  const path = join(folder, 'a.journal')
  const line = (n: number) => writeLine({ era: 'abc', n, at: NOW, about: 'sends', campaignId: 1 })
  const whole = [1, 2, 3].map((n) => `\n${line(n)}\n`).join('')
  await writeFile(path, whole)
  for (let bytes = 0; bytes <= whole.length; bytes += 7) {
    const cut = join(folder, 'cut.journal')
    await copyFile(path, cut)
    await truncate(cut, bytes)
    await appendFile(cut, `\n${line(9)}\n`)
    const read = (await linesOf(cut)).map(({ n }) => n)
    const kept = [1, 2, 3].filter((n) => whole.slice(0, bytes).includes(line(n)))
    expect(read).toEqual([...kept, 9])
  }
  await appendFile(path, `${line(4).replace('"sends",1', '"sends",2')}\nno line of ours\n[] 00000000\n${line(5)}`)
  expect((await linesOf(path)).map(({ n }) => n)).toEqual([1, 2, 3, 5])
})
