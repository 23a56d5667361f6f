import { copyFile, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { afterRestore, type Restored } from '#db/operations/restore/after-restore.ts'
import { noteSends } from '#db/operations/restore/note-sends.ts'
import { markSent } from '#db/tables/campaign-audience.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'
import { anApprovedCampaign, aSubmittedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { aCopy } from './a-copy.ts'
import { aFolder, aJournalledMemory, type Journalled } from './a-journalled-memory.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const LATER = NOW + 60 * MINUTE
const NEWSLETTER = { topic: 'newsletter', channel: 'email' } as const
const EVERYTHING = { topic: '*', channel: '*' } as const
const PEOPLE = ['left', 'stopped', 'gone', 'stays', 'no-number'].map((name) => `${name}@example.org`)

function say(memory: Journalled, contactId: number, event: Partial<NewEvent> = {}, at = NOW): Promise<void> {
  const all = { contactId, type: 'withdrawn', via: 'one-click', ...NEWSLETTER, ...event } as const
  return memory.database.write((db) => appendEvents(db, memory, at, [all]))
}

function restore(memory: Journalled, anyway = false): Promise<Restored> {
  return afterRestore(memory, LATER, { journal: memory.journal, by: 'root', anyway })
}

async function forget(memory: Journalled, contactId: number): Promise<void> {
  await memory.database.write(async (db) => {
    await deleteContacts(db, [contactId])
    await appendEvents(db, memory, NOW, [{ contactId, type: 'deleted', ...EVERYTHING, via: 'staff' }])
  })
}

/** Everything that says what may be sent to whom. */
async function standing({ database }: Journalled) {
  const { read } = database
  return {
    people: await read.selectFrom('contacts').select('email').orderBy('email').execute(),
    consents: await read
      .selectFrom('consents')
      .select(['contact_id', 'topic', 'channel', 'state'])
      .orderBy('contact_id')
      .orderBy('topic')
      .orderBy('channel')
      .execute(),
    stops: await read
      .selectFrom('suppressions')
      .select(['address_hash', 'kind', 'topic', 'channel'])
      .where('lifted_at', 'is', null)
      .orderBy('address_hash')
      .orderBy('kind')
      .orderBy('topic')
      .orderBy('channel')
      .execute(),
    deliveries: await read
      .selectFrom('deliveries')
      .select(['contact_id', 'step', 'state', 'response'])
      .orderBy('contact_id')
      .execute(),
    campaigns: await read.selectFrom('campaigns').select(['id', 'state', 'resume_state']).orderBy('id').execute(),
  }
}

onBothDatabases('after a restore', (_, { freshUrl, kind }) => {
  /** A campaign under way, a copy of that moment, and what people did after it. Gives the copy, opened as a process does, and its folder. */
  async function aRestoredCopy() {
    const url = await freshUrl()
    const folder = await aFolder()
    const memory = await aJournalledMemory(url, folder, NOW)
    const [left = 0, stopped = 0, gone = 0] = await Promise.all(
      PEOPLE.map((email, i) => aContact(memory, NOW, { email, ...(i < 3 && { phone: `+3361234567${i}` }) })),
    )
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    await say(memory, left, { type: 'granted', via: 'confirmation', topic: 'offers' })
    const copy = await aCopy(url)

    const stranger = memory.keyring.addressHash('stranger@example.org')
    await say(memory, left)
    await say(memory, left, { topic: 'offers' })
    await say(memory, stopped, { ...EVERYTHING, type: 'objected', via: 'preference-page' })
    await forget(memory, gone)
    const row = {
      ...EVERYTHING,
      address_hash: stranger,
      kind: 'stopped' as const,
      at: NOW,
      event_seq: null,
      lifted_at: null,
    }
    await memory.database.write((db) => putSuppressions(db, [row]))
    await noteSends(memory, NOW, [campaignId])
    const truth = await standing(memory)
    await memory.close()
    return { copy, folder, campaignId, left, stopped, gone, truth, open: () => aJournalledMemory(copy, folder, LATER) }
  }

  test('a copy is known as older; nothing can be lowered on it, and the database it was made of is not older', async () => {
    const { open, left } = await aRestoredCopy()
    const copy = await open()
    expect(copy.journal.behind).toBe(true)
    const sentence = 'This database is older than the journal. Run `npx egard after-restore`.'
    await expect(say(copy, left)).rejects.toMatchObject({ code: 'older-than-journal', message: sentence })
    expect(await verifyLedger(copy)).toMatchObject({ ok: true, events: 1 })
  })

  test('opt-outs and objections hold again, who was forgotten is forgotten again, and everything that may have left is in doubt', async () => {
    const { open, campaignId, truth } = await aRestoredCopy()
    const copy = await open()
    const done = await restore(copy)
    expect(done).toMatchObject({ older: true, forgotten: 1, paused: [campaignId], unknownCampaigns: [] })
    const now = await standing(copy)
    expect({ ...now, deliveries: [], campaigns: [] }).toEqual({ ...truth, deliveries: [], campaigns: [] })
    expect(now.campaigns).toEqual([{ id: campaignId, state: 'paused', resume_state: 'running' }])
    expect(now.deliveries).toHaveLength(PEOPLE.length)
    for (const delivery of now.deliveries)
      expect(delivery).toMatchObject({ state: 'in-doubt', response: 'restored from a backup' })
    const vias = await copy.database.read.selectFrom('consent_events').select('via').orderBy('seq').execute()
    expect(vias.map(({ via }) => via)).toEqual(['confirmation', 'restore', 'restore', 'restore', 'restore'])
    expect(await verifyLedger(copy)).toMatchObject({ ok: true, events: 5 })
    expect((await readCampaign(copy, LATER, campaignId))?.deliveries).toMatchObject({
      'in-doubt': PEOPLE.length,
      queued: 0,
    })
    await copy.close()

    const started = await open()
    expect(started.journal.behind).toBe(false)
    expect(await restore(started)).toMatchObject({ older: false, events: 0, paused: [], inDoubt: 0 })
  })

  test('cut at any write and run again, it comes to the same end', { timeout: 60_000 }, async () => {
    const { copy: url, folder, open } = await aRestoredCopy()
    const whole = await aJournalledMemory(await aCopy(url), folder, LATER)
    await restore(whole)
    const expected = await standing(whole)
    const events = await verifyLedger(whole)
    await whole.close()
    // Its own file again, without what that restore has written.
    let cuts = 0
    // A copy of a PostgreSQL database takes its time: there, fewer cuts.
    const stride = kind === 'sqlite' ? 1 : 7
    for (let writes = 0; ; writes += stride) {
      const mine = join(await aFolder(), 'journal')
      await mkdir(mine)
      const name = basename(whole.journal.path)
      await copyFile(join(folder, name), join(mine, name))
      const own = await aJournalledMemory(await aCopy(url), mine, LATER)
      const { write } = own.database
      let left = writes
      own.database.write = (...given) => {
        left -= 1
        return left < 0 ? Promise.reject(new Error('killed')) : write(...given)
      }
      const result = await restore(own).catch((error: Error) => error.message)
      own.database.write = write
      if (result !== 'killed') break
      cuts += 1
      await restoreAgain(own, mine)
      expect(await standing(own)).toEqual(expected)
      expect(await verifyLedger(own)).toMatchObject({ ok: events.ok })
      await own.database.close()
    }
    expect(cuts).toBeGreaterThan(kind === 'sqlite' ? 6 : 0)
    expect((await open()).journal.behind).toBe(true)
  })

  test('a restored campaign goes on: nobody whose message was counted as sent is written to again, and a no still holds', async () => {
    const { open, campaignId, left, stopped, gone } = await aRestoredCopy()
    const copy = await open()
    await restore(copy)
    expect(await settleDoubts(copy, LATER, { campaignId, by: 'U0BRUNO', as: 'again' })).toEqual({
      settled: PEOPLE.length,
    })
    await resumeCampaign(copy, LATER, { campaignId, by: 'U0BRUNO' })
    await advanceCampaigns(copy, LATER)
    const { claimed } = await claimDeliveries(copy, LATER, { workerId: 1, limit: 50 })
    expect(claimed.map(({ address }) => address).toSorted()).toEqual(['no-number@example.org', 'stays@example.org'])
    const refused = await copy.database.read
      .selectFrom('deliveries')
      .select('contact_id')
      .where('state', '=', 'refused')
      .execute()
    expect(new Set(refused.map(({ contact_id }) => contact_id))).toEqual(new Set([left, stopped, gone]))
    expect(refused).toHaveLength(3)
  })

  test('counted as sent, each has a promise, and nobody is left without a day on which silence counts', async () => {
    const { open, campaignId } = await aRestoredCopy()
    const copy = await open()
    await restore(copy)
    await settleDoubts(copy, LATER, { campaignId, by: 'U0BRUNO', as: 'sent' })
    const people = await copy.database.read.selectFrom('campaign_audience').select(['asked_at', 'promise_at']).execute()
    expect(people).toHaveLength(PEOPLE.length)
    for (const { asked_at, promise_at } of people) {
      expect(asked_at).toBe(LATER)
      expect(promise_at).toBeGreaterThan(LATER + 5 * 24 * 60 * MINUTE)
    }
  })

  test('a campaign approved in the copy that sent since is taken for begun; one only submitted is named', async () => {
    const url = await freshUrl()
    const folder = await aFolder()
    const memory = await aJournalledMemory(url, folder, NOW)
    await aContact(memory, NOW, { email: 'a@example.org' })
    const approved = await anApprovedCampaign(memory, NOW, { window: { from: NOW + 5 * MINUTE, until: LATER * 2 } })
    const submitted = await aSubmittedCampaign(memory, NOW, { name: 'Plus tard', topics: ['offers'] })
    const untouched = await anApprovedCampaign(memory, NOW, {
      name: 'Demain',
      kind: 'information',
      window: { from: LATER + MINUTE, until: LATER * 2 },
    })
    const copyUrl = await aCopy(url)
    await noteSends(memory, NOW, [approved, submitted.campaignId, 99])
    await memory.close()
    const copy = await aJournalledMemory(copyUrl, folder, LATER)
    expect(copy.journal.behind).toBe(true)
    const done = await restore(copy)
    expect(done).toMatchObject({
      paused: [approved, untouched],
      inDoubt: 1,
      unknownCampaigns: [submitted.campaignId, 99],
    })
    expect((await standing(copy)).campaigns).toEqual([
      { id: approved, state: 'paused', resume_state: 'running' },
      { id: submitted.campaignId, state: 'submitted', resume_state: null },
      { id: untouched, state: 'paused', resume_state: 'approved' },
    ])
    await resumeCampaign(copy, LATER, { campaignId: approved, by: 'U0BRUNO' })
    await advanceCampaigns(copy, LATER)
    expect((await claimDeliveries(copy, LATER, { workerId: 1, limit: 50 })).claimed).toEqual([])
  })

  test('what another machine heard is brought in when it comes, without asking about messages again, and a yes said since stands', async () => {
    const url = await freshUrl()
    const [here, there] = [await aFolder(), await aFolder()]
    const memory = await aJournalledMemory(url, here, NOW)
    const [one, two] = [
      await aContact(memory, NOW, { email: 'a@example.org' }),
      await aContact(memory, NOW, { email: 'b@example.org' }),
    ]
    const copyUrl = await aCopy(url)
    const other = await aJournalledMemory(url, there, NOW)
    await say(memory, await aContact(memory, NOW, { email: 'c@example.org' }))
    for (const id of [one, two]) await say(other, id)
    await memory.close()
    await other.close()

    const first = await aJournalledMemory(copyUrl, here, LATER)
    await restore(first)
    await say(first, two, { type: 'granted', via: 'confirmation' }, LATER)
    const campaignId = await anApprovedCampaign(first, LATER)
    await first.close()
    const second = await aJournalledMemory(copyUrl, there, LATER + MINUTE)
    expect(second.journal.behind).toBe(true)
    expect(await restore(second)).toMatchObject({ older: true, events: 1, paused: [], inDoubt: 0 })
    const { consents, campaigns } = await standing(second)
    expect(consents).toMatchObject([
      { contact_id: one, state: 'withdrawn' },
      { contact_id: two, state: 'granted' },
    ])
    expect(campaigns).toMatchObject([{ id: campaignId, state: 'approved' }])
    for (const folder of [here, there])
      expect((await aJournalledMemory(copyUrl, folder, LATER)).journal.behind).toBe(false)
  })

  test('an older copy of a restored database is older again, and both losses are brought in', async () => {
    const url = await freshUrl()
    const folder = await aFolder()
    const memory = await aJournalledMemory(url, folder, NOW)
    const ids: number[] = []
    for (const name of ['a', 'b']) ids.push(await aContact(memory, NOW, { email: `${name}@example.org` }))
    const [one = 0, two = 0] = ids
    const [firstCopy, secondCopy] = [await aCopy(url), await aCopy(url)]
    await say(memory, one)
    await memory.close()
    const restored = await aJournalledMemory(firstCopy, folder, LATER)
    await restore(restored)
    await say(restored, two, {}, LATER)
    await restored.close()
    const again = await aJournalledMemory(secondCopy, folder, LATER)
    expect(again.journal.behind).toBe(true)
    await restore(again)
    expect((await standing(again)).consents).toMatchObject([
      { contact_id: one, state: 'withdrawn' },
      { contact_id: two, state: 'withdrawn' },
    ])
    await again.close()
    expect((await aJournalledMemory(secondCopy, folder, LATER)).journal.behind).toBe(false)
    expect((await aJournalledMemory(firstCopy, folder, LATER)).journal.behind).toBe(true)
  })

  test('a reminder that fell due since the copy may have left too, and is in doubt; one still to come is not', async () => {
    const url = await freshUrl()
    const folder = await aFolder()
    const memory = await aJournalledMemory(url, folder, NOW)
    const ids: number[] = []
    for (const name of ['early', 'late']) ids.push(await aContact(memory, NOW, { email: `${name}@example.org` }))
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const asked = [NOW, NOW + 2 * DAY]
    await memory.database.write(async (db) => {
      await db.updateTable('deliveries').set({ state: 'sent', finished_at: NOW }).execute()
      for (const [i, id] of ids.entries()) await markSent(db, campaignId, id, asked[i] ?? NOW, NOW + 20 * DAY)
    })
    const copyUrl = await aCopy(url)
    await noteSends(memory, NOW, [campaignId])
    await memory.close()
    const copy = await aJournalledMemory(copyUrl, folder, LATER)
    const now = NOW + 4 * DAY
    await afterRestore(copy, now, { journal: copy.journal, by: 'root', anyway: false })
    const reminders = copy.database.read
      .selectFrom('deliveries')
      .select(['contact_id', 'state'])
      .where('step', '=', 'reminder-1')
    expect(await reminders.execute()).toEqual([{ contact_id: ids[0], state: 'in-doubt' }])
    await resumeCampaign(copy, now, { campaignId, by: 'U0BRUNO' })
    await advanceCampaigns(copy, now + 2 * DAY)
    expect(await reminders.orderBy('contact_id').execute()).toEqual([
      { contact_id: ids[0], state: 'in-doubt' },
      { contact_id: ids[1], state: 'queued' },
    ])
  })

  test('a database that is not older is left alone, unless somebody says that it is a copy all the same', async () => {
    const url = await freshUrl()
    const memory = await aJournalledMemory(url, await aFolder(), NOW)
    await aContact(memory, NOW, { email: 'a@example.org' })
    const campaignId = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    expect(await restore(memory)).toMatchObject({ older: false, paused: [], inDoubt: 0 })
    expect((await standing(memory)).deliveries).toMatchObject([{ state: 'queued' }])
    expect(await restore(memory, true)).toMatchObject({ older: false, paused: [campaignId], inDoubt: 1 })
  })
})

/** A process that starts over: what it kept in memory is gone. */
async function restoreAgain(killed: Journalled, folder: string): Promise<void> {
  const { openJournal } = await import('#db/journal/open-journal.ts')
  const journal = await openJournal({ memory: killed, folder, now: () => LATER })
  expect(journal.behind).toBe(true)
  await afterRestore(killed, LATER, { journal, by: 'root', anyway: false })
  expect((await openJournal({ memory: killed, folder, now: () => LATER })).behind).toBe(false)
}
