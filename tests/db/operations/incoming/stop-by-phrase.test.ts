import { beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { openIncoming } from '#db/operations/incoming/open-incoming.ts'
import { readPile } from '#db/operations/incoming/read-pile.ts'
import { settleStop } from '#db/operations/incoming/settle-stop.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { askByText, consents, grant, handOver, kinds, NUMBER, optOuts, STRANGER, somebody, text } from './a-text.ts'
import { everything, HOUR, NOW, oneAsked, takeIn } from './an-incoming.ts'

const BY = 'U0ALICE'

onBothDatabases('a phrase by SMS that asks to stop', (open) => {
  let memory: Memory
  beforeEach(async () => {
    memory = await aMemory(await open())
  })
  const newest = async () => {
    const { id } = await memory.database.read
      .selectFrom('incoming_mails')
      .select((e) => e.fn.max('id').as('id'))
      .executeTakeFirstOrThrow()
    return Number(id)
  }
  /** Consents, opt-outs, asks and messages: what a stop takes away and its undoing gives back. */
  const held = async () => {
    const { consents, optOuts, audience, deliveries } = await everything(memory)
    return {
      consents,
      optOuts: optOuts.map(({ event_seq: _, ...one }) => one),
      answers: audience.map(({ answer, answered_at }) => ({ answer, answered_at })),
      deliveries: deliveries.map(({ id, state }) => ({ id, state })),
    }
  }

  test('stops SMS at once, for everybody who has the number, and waits for a person; confirmed, it stays', async () => {
    const contactId = await somebody(memory)
    const other = await somebody(memory, { email: 'b@example.org' })
    await grant(memory, NOW, contactId, ['newsletter', 'sms'], ['newsletter', 'email'])
    expect(await text(memory, NOW + HOUR, 'Arrêtez vos pubs')).toEqual({ done: ['stopped', 'reply-kept'] })
    expect(await consents(memory, contactId)).toEqual([
      'newsletter email: granted',
      'newsletter sms: withdrawn',
      'offers sms: withdrawn',
    ])
    expect(await consents(memory, other)).toContain('newsletter sms: withdrawn')
    expect(await kinds(memory)).toEqual(['text-stopped'])
    const id = await newest()
    expect(await readPile(memory, id)).toMatchObject({ waiting: { stop: 1 }, byText: 1, cases: [id] })
    expect(await openIncoming(memory, NOW + HOUR, { pile: id, by: BY, trusted: true })).toMatchObject({
      channel: 'sms',
      wants: 'stop',
      words: { from: NUMBER, text: 'Arrêtez vos pubs', phrase: 'Arrêtez vos pubs', shared: true },
    })
    const before = await held()
    expect(await settleStop(memory, NOW + 2 * HOUR, { id, by: BY, as: 'stop' })).toEqual({ settled: true })
    expect(await held()).toEqual(before)
  })

  test('found to be none, gives back exactly what everybody who has the number held', async () => {
    const contactId = await somebody(memory)
    await askByText(memory)
    await handOver(memory)
    const other = await somebody(memory, { email: 'b@example.org' })
    await grant(memory, NOW, other, ['newsletter', 'sms'], ['offers', 'email'])
    // Of another campaign, waiting.
    await askByText(memory, { topics: ['offers'] })
    const before = await held()
    await text(memory, NOW + HOUR, 'stop svp')
    expect(await held()).not.toEqual(before)
    expect(await settleStop(memory, NOW + 2 * HOUR, { id: await newest(), by: BY, as: 'not-a-stop' })).toEqual({
      settled: true,
    })
    expect(await held()).toEqual(before)
    const restored = (await everything(memory)).events.filter(({ type }) => type === 'restored')
    expect(restored.map(({ contact_id, channel, actor }) => [contact_id, channel, actor])).toEqual([
      [contactId, 'sms', BY],
      [other, 'sms', BY],
    ])
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })

  test('a stop by the word alone stands, whatever is found of a phrase before it', async () => {
    const contactId = await somebody(memory)
    await grant(memory, NOW, contactId, ['newsletter', 'sms'])
    await text(memory, NOW + HOUR, 'stop svp')
    const id = await newest()
    await text(memory, NOW + 2 * HOUR, 'STOP', { optOutType: 'STOP' })
    await settleStop(memory, NOW + 3 * HOUR, { id, by: BY, as: 'not-a-stop' })
    expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')
    expect(await optOuts(memory, NUMBER)).toContain('stopped * sms')
  })

  test('START after a phrase gives back what was held; what a person finds then changes nothing more', async () => {
    const contactId = await somebody(memory)
    await grant(memory, NOW, contactId, ['newsletter', 'sms'])
    await text(memory, NOW + HOUR, 'stop svp')
    const id = await newest()
    expect(await text(memory, NOW + 2 * HOUR, 'START')).toEqual({ done: ['restarted'] })
    await settleStop(memory, NOW + 3 * HOUR, { id, by: BY, as: 'not-a-stop' })
    expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
  })

  test('a stop by e-mail and one by SMS are each found to be none for themselves', async () => {
    const { contactId, marks } = await oneAsked(memory)
    await memory.database.write((db) =>
      db
        .updateTable('contacts')
        .set({ phone: NUMBER, phone_hash: memory.keyring.addressHash(NUMBER) })
        .where('id', '=', contactId)
        .execute(),
    )
    await grant(memory, NOW, contactId, ['newsletter', 'sms'], ['newsletter', 'email'])
    await takeIn(memory, NOW + HOUR, { ourMarks: marks, stop: { phrase: 'stop' }, text: 'stop' })
    const byMail = await newest()
    await text(memory, NOW + HOUR, 'stop svp')
    await settleStop(memory, NOW + 2 * HOUR, { id: byMail, by: BY, as: 'not-a-stop' })
    expect(await consents(memory, contactId)).toEqual(
      expect.arrayContaining(['newsletter email: granted', 'newsletter sms: withdrawn']),
    )
  })

  test('an unknown number is stopped as well, and its words are read by a person', async () => {
    await text(memory, NOW, 'arrêtez vos pubs', { from: STRANGER })
    expect(await optOuts(memory, STRANGER)).toContain('stopped * sms')
    const id = await newest()
    expect(await openIncoming(memory, NOW, { pile: id, by: BY, trusted: true })).toMatchObject({ wants: 'reading' })
  })
})

onBothDatabases('a stop during a running send', (open) => {
  test('no claim that begins after a stop contains its person, with two workers; the sums stay whole', async () => {
    const memory = await aMemory(await open())
    const number = (i: number) => `+3363998${String(1000 + i)}`
    const people = new Map<number, string>()
    for (let i = 0; i < 60; i += 1)
      people.set(await somebody(memory, { email: `p${i}@example.org`, phone: number(i) }), number(i))
    await askByText(memory)
    const stopped = new Set<number>()
    const claimed = new Set<number>()
    let late = 0
    const worker = async (workerId: number) => {
      for (;;) {
        const before = new Set(stopped)
        const report = await claimDeliveries(memory, NOW, { workerId, limit: 1, channel: 'sms' })
        for (const { contactId } of report.claimed) {
          if (before.has(contactId) || claimed.has(contactId)) late += 1
          claimed.add(contactId)
        }
        if (report.claimed.length + report.refused + report.passedOver === 0) return
      }
    }
    const stopping = async () => {
      for (const [id, from] of [...people].toReversed().slice(0, 40)) {
        await text(memory, NOW, 'STOP', { from })
        stopped.add(id)
      }
    }
    await Promise.all([worker(1), worker(2), stopping()])
    expect(late).toBe(0)
    const { deliveries } = await everything(memory)
    const sending = deliveries.filter(({ state }) => state === 'sending').map(({ contact_id }) => contact_id)
    expect(new Set(sending)).toEqual(claimed)
    for (const { contact_id, state } of deliveries)
      if (!claimed.has(contact_id)) expect(['cancelled', 'refused']).toContain(state)
    expect(stopped.size).toBe(40)
    expect(claimed.size).toBeLessThan(60)
    expect(await verifyLedger(memory)).toMatchObject({ ok: true })
  })
})
