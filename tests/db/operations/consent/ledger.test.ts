import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConsentEventType, Via } from '#core/consent/ledger.ts'
import { foldConsent } from '#core/consent/ledger.ts'
import { pairsOf } from '#core/consent/reach.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents, eventsOf, type NewEvent } from '#db/tables/consent-events.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const TOPICS = aHouse().topics.map(({ id }) => id)

const write = (memory: Memory, now: number, ...events: NewEvent[]) =>
  memory.database.write((db) => appendEvents(db, memory, now, events))
const says = (
  contactId: number,
  type: ConsentEventType,
  via: Via,
  topic = 'newsletter',
  channel: 'email' | '*' = 'email',
) => ({ contactId, type, via, topic, channel }) as const

async function pairOf({ database, keyring, house }: Memory, contactId: number, topic = 'newsletter') {
  const facts = (await loadFacts(database.read, { keyring, house }, [contactId])).get(contactId)
  if (facts === undefined) throw new Error('no such contact')
  const { consent, optedOut } = facts.pair({ topic, channel: 'email' })
  return { state: consent?.state, optedOut, suppressed: facts.gate.suppressed }
}

onBothDatabases('the ledger', (open) => {
  test('the current rows are the fold of the events, whatever happens in whatever order', async () => {
    const memory = await aMemory(await open())
    const people = [
      await aContact(memory, NOW, { email: 'a@example.org', phone: '+33612345678' }),
      await aContact(memory, NOW, { email: 'b@example.org' }),
    ]
    const event = fc.record({
      contactId: fc.constantFrom(...people),
      type: fc.constantFrom<ConsentEventType>(
        'granted',
        'refused',
        'withdrawn',
        'lapsed',
        'objected',
        'complained',
        'restricted',
      ),
      topic: fc.constantFrom('newsletter', 'offers', '*'),
      channel: fc.constantFrom('email', 'sms', '*'),
      via: fc.constantFrom<Via>('claim', 'import', 'answer-page', 'one-click', 'promise', 'confirmation'),
    }) as fc.Arbitrary<NewEvent>
    let now = NOW
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
        async (transactions) => {
          for (const events of transactions) await write(memory, (now += 1000), ...events)
          const { read } = memory.database
          const stored = await consentsOf(read, people)
          for (const id of people) {
            const folded = new Map()
            for (const one of await eventsOf(read, id))
              for (const pair of pairsOf(one, TOPICS)) {
                const key = `${pair.topic} ${pair.channel}`
                const next = foldConsent(folded.get(key), one)
                if (next) folded.set(key, next)
              }
            expect(stored.get(id) ?? new Map()).toEqual(folded)
          }
        },
      ),
      { seed: 20261122, numRuns: 25 },
    )
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('two writers at once make one chain', async () => {
    const memory = await aMemory(await open())
    const people = await Promise.all([1, 2, 3, 4].map((n) => aContact(memory, NOW, { email: `p${n}@example.org` })))
    const rounds = people.flatMap((id) => [1, 2, 3, 4, 5].map(() => id))
    await Promise.all(rounds.map((id, i) => write(memory, NOW + i, says(id, i % 2 ? 'granted' : 'withdrawn', 'reply'))))
    expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: 20 })
  })

  test("a withdrawal at an address holds for everybody who shares it, until one's own yes", async () => {
    const memory = await aMemory(await open())
    const one = await aContact(memory, NOW, { email: 'home@example.org', key: '1' })
    const other = await aContact(memory, NOW, { email: 'home@example.org', key: '2' })
    await write(memory, NOW, says(other, 'granted', 'claim'))
    await write(memory, NOW + 1, says(one, 'withdrawn', 'one-click'))
    expect(await pairOf(memory, other)).toEqual({ state: 'granted', optedOut: 'withdrawn', suppressed: undefined })
    await write(memory, NOW + 2, says(other, 'granted', 'claim'))
    expect((await pairOf(memory, other)).optedOut).toBe('withdrawn')
    await write(memory, NOW + 3, says(other, 'granted', 'confirmation'))
    expect(await pairOf(memory, other)).toEqual({ state: 'granted', optedOut: undefined, suppressed: undefined })
    expect((await pairOf(memory, one)).state).toBe('withdrawn')
  })

  test('who stopped everything and says yes by e-mail is heard, number and all; the other topics stay off', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'a@example.org', phone: '+33612345678' })
    await write(memory, NOW, says(id, 'withdrawn', 'preference-page', '*', '*'))
    expect((await pairOf(memory, id)).suppressed).toBe('stopped')
    await write(memory, NOW + 1, says(id, 'granted', 'confirmation'))
    expect(await pairOf(memory, id)).toEqual({ state: 'granted', optedOut: undefined, suppressed: undefined })
    expect(await pairOf(memory, id, 'offers')).toMatchObject({ state: 'withdrawn', optedOut: 'withdrawn' })
  })

  test('what somebody else said of a shared number stays', async () => {
    const memory = await aMemory(await open())
    const one = await aContact(memory, NOW, { email: 'a@example.org', phone: '+33612345678' })
    const other = await aContact(memory, NOW, { email: 'b@example.org', phone: '+33612345678' })
    await write(memory, NOW, says(other, 'withdrawn', 'preference-page', '*', '*'))
    await write(memory, NOW + 1, says(one, 'granted', 'confirmation'))
    expect((await pairOf(memory, one)).suppressed).toBe('stopped')
  })

  test('"no more e-mail" holds for a topic the house invents later', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'a@example.org' })
    await write(memory, NOW, says(id, 'withdrawn', 'one-click', '*', 'email'))
    expect((await pairOf(memory, id, 'invented')).optedOut).toBe('withdrawn')
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('a topic that came after a sweeping stop does not look like a hole in the ledger', async () => {
    const memory = await aMemory(await open())
    const id = await aContact(memory, NOW, { email: 'a@example.org' })
    await write(memory, NOW, says(id, 'withdrawn', 'one-click', '*', '*'))
    const [first] = aHouse().topics
    if (first === undefined) throw new Error('a house has topics')
    const later = { ...memory, house: aHouse({ topics: [...aHouse().topics, { ...first, id: 'invented' }] }) }
    await write(later, NOW + 1, says(id, 'granted', 'confirmation', 'invented'))
    expect(await verifyLedger(later)).toMatchObject({ ok: true })
  })

  const TAMPERINGS: { name: string; by: (memory: Memory) => Promise<unknown>; why: string }[] = [
    ...Object.entries({
      at: NOW - 1,
      contact_id: 99,
      type: 'refused',
      topic: 'offers',
      channel: 'sms',
      via: 'staff',
      campaign_id: 8,
      source_id: 8,
      wording_hash: 'ff',
      actor: 'U0EVE',
      evidence_digest: 'ff',
      digest: 'ff',
    }).map(([column, value]) => ({
      name: `a changed ${column} of an event`,
      by: ({ database }: Memory) =>
        database.write((db) =>
          db
            .updateTable('consent_events')
            .set({ [column]: value })
            .where('seq', '=', 3)
            .execute(),
        ),
      why: 'event 3 was changed',
    })),
    {
      name: 'an event moved to another link',
      by: ({ database }) =>
        database.write((db) => db.updateTable('consent_events').set({ link_seq: 1 }).where('seq', '=', 3).execute()),
      why: 'event 3 belongs to another link',
    },
    {
      name: 'changed evidence',
      by: ({ database }) =>
        database.write((db) => db.updateTable('consent_events').set({ evidence: 'x' }).where('seq', '=', 3).execute()),
      why: 'the evidence of event 3 was changed',
    },
    {
      name: 'evidence that is gone though nobody was forgotten',
      by: ({ database }) =>
        database.write((db) => db.updateTable('consent_events').set({ evidence: null }).where('seq', '=', 3).execute()),
      why: 'the evidence of event 3 is missing',
    },
    {
      name: 'a deleted event',
      by: ({ database }) => database.write((db) => db.deleteFrom('consent_events').where('seq', '=', 3).execute()),
      why: 'event 3 is missing',
    },
    {
      name: 'a deleted link in the middle',
      by: ({ database }) => database.write((db) => db.deleteFrom('ledger_links').where('seq', '=', 2).execute()),
      why: 'link 2 is missing',
    },
    {
      name: 'a deleted last link',
      by: ({ database }) => database.write((db) => db.deleteFrom('ledger_links').where('seq', '=', 4).execute()),
      why: 'event 5 stands outside the chain',
    },
    {
      name: 'links in another order',
      by: ({ database }) =>
        database.write(async (db) => {
          for (const [from, to] of [
            [2, 9],
            [3, 2],
            [9, 3],
          ] as const)
            await db.updateTable('ledger_links').set({ seq: to }).where('seq', '=', from).execute()
        }),
      why: 'link 2 does not follow the link before it',
    },
    ...Object.entries({ at: NOW - 1, digest: 'ff' }).map(([column, value]) => ({
      name: `a changed ${column} of a link`,
      by: ({ database }: Memory) =>
        database.write((db) =>
          db
            .updateTable('ledger_links')
            .set({ [column]: value })
            .where('seq', '=', 2)
            .execute(),
        ),
      why: 'link 2 was changed',
    })),
    {
      name: 'a current consent nobody gave',
      by: ({ database }) =>
        database.write((db) =>
          db
            .updateTable('consents')
            .set({ state: 'granted' })
            .where('topic', '=', 'newsletter')
            .where('state', '=', 'withdrawn')
            .execute(),
        ),
      why: 'a current consent is not what event 4 says',
    },
    {
      name: 'a current consent that was taken away',
      by: ({ database }) => database.write((db) => db.deleteFrom('consents').where('event_seq', '=', 4).execute()),
      why: 'event 4 has no current consent',
    },
    {
      name: 'a current consent added by hand',
      by: ({ database }) =>
        database.write((db) =>
          db
            .insertInto('consents')
            .values({
              contact_id: 77,
              topic: 'offers',
              channel: 'email',
              state: 'granted',
              via: 'reply',
              at: NOW,
              event_seq: 1,
            })
            .execute(),
        ),
      why: 'a current consent rests on event 1, which does not say so',
    },
    {
      name: 'a current consent that names another event',
      by: ({ database }) =>
        database.write((db) => db.updateTable('consents').set({ event_seq: 1 }).where('event_seq', '=', 4).execute()),
      why: 'a current consent is not what event 4 says',
    },
  ]

  test.for(TAMPERINGS)('verify finds $name', async ({ by, why }) => {
    const memory = await aMemory(await open())
    const [one, other] = [
      await aContact(memory, NOW, { email: 'a@example.org' }),
      await aContact(memory, NOW, { email: 'b@example.org' }),
    ]
    const proven = { ...says(one, 'granted', 'answer-page'), actor: 'U0ALICE', campaignId: 3, evidence: { page: '/r' } }
    await write(memory, NOW, says(one, 'granted', 'claim'), says(other, 'granted', 'claim'))
    await write(memory, NOW + 1, proven)
    await write(memory, NOW + 2, says(other, 'withdrawn', 'one-click'))
    await write(memory, NOW + 3, says(one, 'refused', 'reply', 'offers'))
    expect(await verifyLedger(memory)).toMatchObject({ ok: true, events: 5 })
    await by(memory)
    expect(await verifyLedger(memory)).toMatchObject({ ok: false, broken: { why } })
  })
})
