import { beforeEach, expect, test } from 'vitest'
import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { deleteContacts } from '#db/operations/clean-up/delete-contacts.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { noteDelivered } from '#db/operations/incoming/note-delivered.ts'
import type { Memory } from '#db/operations/memory.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import {
  DAY,
  deliveryOf,
  emailState,
  everything,
  HOUR,
  NOW,
  oneAsked,
  PERMANENT,
  TEMPORARY,
  takeIn,
} from './an-incoming.ts'

const STOP = { phrase: 'ne m’écrivez plus' }

onBothDatabases('an incoming message', (open) => {
  let memory: Memory
  beforeEach(async () => {
    memory = await aMemory(await open())
  })
  const view = async (id: number, now = NOW) => readCampaign(memory, now, id)
  const suppressed = async (id: number) =>
    (await loadFacts(memory.database.read, memory, [id])).get(id)?.gate.suppressed

  test('about a dead address ends the address for whoever carries it, and its message was never asked', async () => {
    const { contactId, campaignId, deliveryId, marks } = await oneAsked(memory)
    const other = await aContact(memory, NOW, { email: 'a@example.org', key: 'other' })
    const bounce = { kind: 'bounce', recipients: [...PERMANENT], ourMarks: marks } satisfies Partial<IncomingMail>
    expect(await takeIn(memory, NOW + HOUR, bounce)).toEqual({
      trusted: true,
      done: ['address-bounced', 'delivery-failed'],
    })
    expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'hard' })
    expect([await emailState(memory, contactId), await emailState(memory, other)]).toEqual(['bounced', 'bounced'])
    expect(await view(campaignId)).toMatchObject({ deliveries: { failed: 1, sent: 0 }, answers: { silent: 0 } })
    await advanceCampaigns(memory, NOW + 40 * DAY)
    const types = await memory.database.read.selectFrom('consent_events').select('type').execute()
    expect(types).toEqual([])
  })

  test('about a dead address, whose message is still being handed over, ends it; its late result changes nothing', async () => {
    const { campaignId, deliveryId, marks } = await oneAsked(memory)
    await memory.database.write((db) => db.updateTable('deliveries').set({ state: 'sending' }).execute())
    await takeIn(memory, NOW + HOUR, { kind: 'bounce', recipients: [...PERMANENT], ourMarks: marks })
    await recordResults(memory, NOW + HOUR, [{ deliveryId, result: 'sent', response: '250' }])
    expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'hard' })
    expect(await view(campaignId)).toMatchObject({ deliveries: { failed: 1 } })
  })

  test('refused for good by a filter fails its message and leaves the address alone', async () => {
    const { contactId, deliveryId, marks } = await oneAsked(memory)
    const recipients: IncomingMail['recipients'] = [{ permanence: 'permanent', status: '5.7.1' }]
    expect(await takeIn(memory, NOW + HOUR, { kind: 'bounce', recipients, ourMarks: marks })).toEqual({
      trusted: true,
      done: ['delivery-failed'],
    })
    expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'failed', bounced: 'soft' })
    expect(await emailState(memory, contactId)).toBe('usable')
  })

  test('that says a mailbox put our message off proves the hand-over, and counts once a message', async () => {
    const { contactId, campaignId, deliveryId, marks } = await oneAsked(memory, 'in-doubt')
    const soft = { kind: 'bounce', recipients: [...TEMPORARY], ourMarks: marks } satisfies Partial<IncomingMail>
    expect((await takeIn(memory, NOW + HOUR, soft)).done).toEqual(['doubt-settled', 'soft-bounce-counted'])
    expect((await takeIn(memory, NOW + 2 * HOUR, soft)).done).toEqual(['nothing'])
    expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'sent', bounced: 'soft' })
    expect(await emailState(memory, contactId)).toBe('usable')
    expect(await view(campaignId)).toMatchObject({ deliveries: { sent: 1, 'in-doubt': 0 } })
  })

  test('five put off in a row over two weeks end the address, and not before', async () => {
    const { contactId, deliveryId } = await oneAsked(memory)
    const row = await memory.database.read
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', deliveryId)
      .executeTakeFirstOrThrow()
    const days = [4, 8, 12, 16]
    const ids = await memory.database.write(async (db) => {
      const made: number[] = []
      for (const day of days) {
        const at = NOW + day * DAY
        const { id: _, ...rest } = { ...row, campaign_id: 900 + day, sending_at: at, finished_at: at }
        const { id } = await db.insertInto('deliveries').values(rest).returning('id').executeTakeFirstOrThrow()
        made.push(id)
      }
      return made
    })
    const said = []
    for (const [i, id] of [deliveryId, ...ids].entries()) {
      const ourMarks = mailId(memory.keyring, 'd', id)
      const at = NOW + ([0, ...days][i] ?? 0) * DAY + HOUR
      said.push((await takeIn(memory, at, { kind: 'bounce', recipients: [...TEMPORARY], ourMarks })).done)
    }
    expect(said.slice(0, 4)).toEqual(Array(4).fill(['soft-bounce-counted']))
    expect(said[4]).toEqual(['soft-bounce-counted', 'address-suppressed'])
    expect(await emailState(memory, contactId)).toBe('bounced')
  })

  test('that complains silences the address on every channel, in the ledger, and takes back what waits', async () => {
    const { contactId, deliveryId, marks } = await oneAsked(memory)
    await memory.database.write(async (db) => {
      const row = await db.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow()
      const { id: _, ...rest } = { ...row, step: 'reminder-1', state: 'queued' }
      await db.insertInto('deliveries').values(rest).execute()
    })
    expect(await takeIn(memory, NOW + HOUR, { kind: 'complaint', ourMarks: marks })).toEqual({
      trusted: true,
      done: ['complaint-recorded'],
    })
    expect(await suppressed(contactId)).toBe('complained')
    expect(await deliveryOf(memory, deliveryId)).toMatchObject({ state: 'sent', complained_at: NOW + HOUR })
    const { events, deliveries } = await everything(memory)
    expect(events).toMatchObject([{ type: 'complained', topic: '*', channel: '*', via: 'mailbox' }])
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'cancelled'])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('of a verified provider counts for the address it names, known or not', async () => {
    const known = await aContact(memory, NOW, { email: 'b@example.org' })
    const about = (address: string) => ({
      kind: 'complaint' as const,
      recipients: [{ address, permanence: 'unknown' as const }],
    })
    for (const address of ['B@example.org', 'later@example.org'])
      expect(await takeIn(memory, NOW, about(address), { via: 'ses', verified: true })).toEqual({
        trusted: true,
        done: ['complaint-recorded'],
      })
    const later = await aContact(memory, NOW, { email: 'later@example.org' })
    expect([await suppressed(known), await suppressed(later)]).toEqual(['complained', 'complained'])
    const unsubscribed = { recipients: about('c@example.org').recipients, kind: 'other' as const }
    const command = { via: 'brevo', verified: true, unsubscribed: true } as const
    expect((await takeIn(memory, NOW, unsubscribed, command)).done).toEqual(['stopped'])
    const third = await aContact(memory, NOW, { email: 'c@example.org' })
    const facts = (await loadFacts(memory.database.read, memory, [third])).get(third)
    expect(facts?.pair({ topic: 'newsletter', channel: 'email' }).optedOut).toBe('withdrawn')
  })

  test('of a person who asks to stop stops e-mail at once, also for who was deleted since', async () => {
    const { contactId, campaignId, marks } = await oneAsked(memory)
    expect((await takeIn(memory, NOW + HOUR, { stop: STOP, ourMarks: marks })).done).toEqual(['stopped', 'reply-kept'])
    const { events } = await everything(memory)
    expect(events).toMatchObject([
      { type: 'withdrawn', topic: '*', channel: 'email', via: 'reply', campaign_id: campaignId },
    ])
    expect(await view(campaignId)).toMatchObject({ answers: { no: 1, silent: 0 } })
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })

    const gone = await oneAsked(memory, 'sent', 'gone@example.org')
    await memory.database.write((db) => deleteContacts(db, [contactId, gone.contactId]))
    expect((await takeIn(memory, NOW + HOUR, { stop: STOP, ourMarks: gone.marks })).done).toContain('stopped')
    const back = await aContact(memory, NOW, { email: 'gone@example.org' })
    const facts = (await loadFacts(memory.database.read, memory, [back])).get(back)
    expect(facts?.pair({ topic: 'offers', channel: 'email' }).optedOut).toBe('withdrawn')
  })

  test('counts once: the same again gives the same answer and no second effect', async () => {
    const { marks } = await oneAsked(memory)
    const mail = { stop: STOP, ourMarks: marks }
    const atOnce = await Promise.all([1, 2, 3].map(() => takeIn(memory, NOW + HOUR, mail, { digest: 'the same' })))
    const repeated = { trusted: true, done: ['stopped', 'reply-kept', 'already-received'] }
    expect(atOnce.toSorted((a, b) => a.done.length - b.done.length)).toEqual([
      { trusted: true, done: ['stopped', 'reply-kept'] },
      repeated,
      repeated,
    ])
    const before = await everything(memory)
    expect(before.events).toHaveLength(1)
    expect(await takeIn(memory, NOW + DAY, mail, { digest: 'the same' })).toEqual(repeated)
    expect(await everything(memory)).toEqual(before)
  })

  test('of a machine on holiday, or a provider’s word that it arrived, settles a doubt and nothing else', async () => {
    const { campaignId, contactId, marks } = await oneAsked(memory, 'in-doubt')
    expect((await takeIn(memory, NOW + HOUR, { kind: 'auto-reply', ourMarks: marks })).done).toEqual(['doubt-settled'])
    expect(await view(campaignId)).toMatchObject({ deliveries: { sent: 1 } })
    expect((await takeIn(memory, NOW + HOUR, { kind: 'auto-reply', ourMarks: marks })).done).toEqual(['nothing'])
    expect(await emailState(memory, contactId)).toBe('usable')
    await memory.database.write((db) => db.updateTable('deliveries').set({ state: 'in-doubt' }).execute())
    expect(await noteDelivered(memory, NOW, { marks: 'd1-0000000000000000' })).toBe(false)
    expect(await noteDelivered(memory, NOW, { marks })).toBe(true)
    expect(await noteDelivered(memory, NOW, { marks })).toBe(false)
    expect(await view(campaignId)).toMatchObject({ deliveries: { sent: 1 } })
  })

  const UNTRUSTED: [string, Partial<IncomingMail>, string][] = [
    [
      'a bounce',
      { kind: 'bounce', recipients: [{ ...PERMANENT[0], address: 'a@example.org' }] },
      'listed-for-a-person',
    ],
    [
      'a complaint',
      { kind: 'complaint', recipients: [{ address: 'a@example.org', permanence: 'unknown' }] },
      'listed-for-a-person',
    ],
    ['a stop', { stop: STOP }, 'listed-for-a-person'],
    ['a reply', {}, 'listed-for-a-person'],
    ['a vacation', { kind: 'auto-reply' }, 'nothing'],
    ['a newsletter', { kind: 'other' }, 'nothing'],
  ]
  test.for(['sent', 'in-doubt'] as const)(
    'without our name, or with a forged one, changes nothing, whatever it says (%s)',
    async (result) => {
      const { deliveryId } = await oneAsked(memory, result)
      const before = await everything(memory)
      for (const [what, mail, done] of UNTRUSTED)
        for (const ourMarks of ['', `d${deliveryId}-0123456789abcdef`, `bounce+d${deliveryId}@example.org`]) {
          const received = await takeIn(memory, NOW + HOUR, { ...mail, ourMarks })
          expect({ what, ...received }).toEqual({ what, trusted: false, done: [done] })
        }
      expect(await everything(memory)).toEqual(before)
    },
  )
})
