import { expect, test } from 'vitest'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { turnOver } from '#db/operations/deliveries/turn-over.ts'
import { noteTextStatus } from '#db/operations/texts/note-text-status.ts'
import { consents, grant, NUMBER, optOuts, somebody, text } from '#tests/db/operations/incoming/a-text.ts'
import { DAY, NOW } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { SID, standOf, textedWith } from './a-texted-person.ts'

onBothDatabases('what the provider says of an SMS', (open) => {
  const memoryOf = async () => aMemory(await open())

  test.for([['queued', 'sent', 'delivered'], ['delivered', 'sent', 'queued'], ['delivered']])(
    'told %s, it is evidence: a doubt is settled once, whatever the order',
    async (order) => {
      const memory = await memoryOf()
      const { tell } = await textedWith(memory, { result: 'in-doubt', messageId: undefined })
      const done = []
      for (const status of order) done.push(...(await tell(status)))
      expect(done.filter((one) => one === 'doubt-settled')).toHaveLength(1)
      expect(await standOf(memory)).toMatchObject({ state: 'sent', message_id: SID, steps_sent: 1, asked: true })
    },
  )

  test('told while the answer is still awaited and then lost, there is no doubt', async () => {
    const memory = await memoryOf()
    const { deliveryId, tell } = await textedWith(memory)
    await tell('sent')
    expect(await standOf(memory)).toMatchObject({ state: 'sending', message_id: SID })
    await recordResults(memory, NOW + 2000, [{ deliveryId, result: 'in-doubt', response: 'timeout' }])
    expect(await standOf(memory)).toMatchObject({ state: 'sent', steps_sent: 1, asked: true })
  })

  test('it left after all, though a person said to send it again: it is not sent again', async () => {
    const memory = await memoryOf()
    const { campaignId, tell } = await textedWith(memory)
    await doubtOrphans(memory, NOW, [1])
    await settleDoubts(memory, NOW, { campaignId, by: 'U0BRUNO', as: 'again' })
    await tell('delivered')
    expect(await standOf(memory)).toMatchObject({ state: 'sent', steps_sent: 1 })
    expect((await claimDeliveries(memory, NOW + DAY, { workerId: 1, limit: 10, channel: 'sms' })).claimed).toEqual([])
  })

  test.for([
    ['30005', 'hard', 'bounced'],
    ['30006', 'hard', 'bounced'],
    ['30003', 'soft', 'usable'],
    ['30007', null, 'usable'],
    ['99999', null, 'usable'],
  ] as const)(
    'not delivered with %s: never asked, bounced %s, and the number is %s',
    async ([code, bounced, phone]) => {
      const memory = await memoryOf()
      const { tell } = await textedWith(memory, {})
      await tell('sent')
      await tell('undelivered', Number(code))
      const then = { state: 'failed', bounced, phone, steps_sent: 0, asked: false, promise_at: null }
      expect(await standOf(memory)).toMatchObject(then)
      // Late, or again: nothing changes, and what failed is never sent by a word that came late.
      for (const late of ['sent', 'delivered', 'queued']) expect(await tell(late)).toEqual(['nothing'])
      expect(await tell('undelivered', Number(code))).toEqual(['nothing'])
      expect(await standOf(memory)).toMatchObject(then)
    },
  )

  test('not delivered, told before the answer to the creation: the answer changes nothing', async () => {
    const memory = await memoryOf()
    const { deliveryId, tell } = await textedWith(memory)
    await tell('failed', 30005)
    await recordResults(memory, NOW + 1000, [{ deliveryId, result: 'sent', response: 'queued', messageId: SID }])
    expect(await standOf(memory)).toMatchObject({ state: 'failed', phone: 'bounced', steps_sent: 0, asked: false })
  })

  test('who answered got it, whatever the provider says', async () => {
    const memory = await memoryOf()
    const { tell } = await textedWith(memory, {})
    await text(memory, NOW + 500, 'OUI')
    await tell('undelivered', 30003)
    expect(await standOf(memory)).toMatchObject({ state: 'sent', bounced: 'soft', answer: 'yes', steps_sent: 1 })
  })

  test('the end of another message of the same name is not this one’s', async () => {
    const memory = await memoryOf()
    const { tell } = await textedWith(memory, {})
    expect(await tell('undelivered', 30005, { sid: `SM${'b'.repeat(32)}` })).toEqual(['nothing'])
    expect(await standOf(memory)).toMatchObject({ state: 'sent', phone: 'usable' })
  })

  test('found by the provider’s own name where ours is lost; what is none of ours changes nothing', async () => {
    const memory = await memoryOf()
    const { tell } = await textedWith(memory, {})
    expect(await tell('undelivered', 30005, { marks: 'd1-forged0000000000' })).toContain('delivery-failed')
    expect(await tell('delivered', undefined, { marks: '', sid: `SM${'c'.repeat(32)}` })).toEqual(['nothing'])
  })

  test('five in a row over fourteen days end a number, as they end an address', async () => {
    const memory = await memoryOf()
    const { contactId, campaignId, tell } = await textedWith(memory, {})
    await tell('undelivered', 30003)
    await memory.database.write(async (db) => {
      for (let i = 1; i <= 4; i += 1) {
        const at = NOW - i * 4 * DAY
        await db
          .insertInto('deliveries')
          .values({
            campaign_id: campaignId + i,
            step: 'ask',
            variant: 'sms',
            contact_id: contactId,
            channel: 'sms',
            address: NUMBER,
            address_hash: memory.keyring.addressHash(NUMBER),
            language: 'fr',
            state: 'sent',
            reasons: '[]',
            due_at: at,
            attempts: 1,
            sending_at: at,
            finished_at: at,
            message_id: `SM${String(i).repeat(32)}`,
            bounced: i === 4 ? null : 'soft',
          })
          .execute()
      }
    })
    expect((await standOf(memory)).phone).toBe('usable')
    const last = { marks: '', sid: `SM${'4'.repeat(32)}`, status: 'undelivered', error: 30003 }
    expect(await noteTextStatus(memory, NOW + 1000, last)).toContain('address-suppressed')
    expect((await standOf(memory)).phone).toBe('bounced')
  })

  test('blocked at the provider (21610): a withdrawal of SMS for whoever has the number, and never of e-mail', async () => {
    const memory = await memoryOf()
    const { contactId, tell } = await textedWith(memory, {})
    const other = await somebody(memory, { email: 'b@example.org' })
    await grant(memory, NOW - DAY, contactId, ['newsletter', 'sms'], ['newsletter', 'email'])
    expect(await tell('failed', 21610)).toEqual(['delivery-failed', 'stopped'])
    expect(await consents(memory, contactId)).toEqual(
      expect.arrayContaining(['newsletter email: granted', 'newsletter sms: withdrawn']),
    )
    expect(await consents(memory, other)).toContain('newsletter sms: withdrawn')
    expect(await optOuts(memory, NUMBER)).toContain('stopped * sms')
    expect(await standOf(memory)).toMatchObject({ state: 'failed', phone: 'blocked', asked: false })
    expect(await tell('failed', 21610)).toEqual(['nothing'])
    // The START lifts it, and gives back what was held.
    await text(memory, NOW + 5000, 'START', { optOutType: 'START' })
    expect((await standOf(memory)).phone).toBe('usable')
    expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
  })

  test('the creation itself answers 21610: the same, with the result', async () => {
    const memory = await memoryOf()
    const { contactId, deliveryId } = await textedWith(memory)
    const results = [{ deliveryId, result: 'failed', response: '21610', blocked: true }] as const
    const turn = { workerId: 1, channel: 'sms', results, services: [], limit: 0 } as const
    await turnOver(memory, NOW, turn)
    await turnOver(memory, NOW, turn)
    expect(await standOf(memory)).toMatchObject({ state: 'failed', phone: 'blocked' })
    expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')
    const { database } = memory
    const events = await database.read
      .selectFrom('consent_events')
      .select('type')
      .where('type', '=', 'withdrawn')
      .execute()
    expect(events).toHaveLength(1)
  })

  test('an answer to a word that is refused so tells the same', async () => {
    const memory = await memoryOf()
    const contactId = await somebody(memory)
    await text(memory, NOW, 'AIDE')
    const turn = { workerId: 1, channel: 'sms', results: [], services: [], limit: 1 } as const
    const { services } = await turnOver(memory, NOW, turn)
    const refused = services.map(({ id }) => ({ id, result: 'failed', response: '21610', blocked: true }) as const)
    await turnOver(memory, NOW, { ...turn, services: refused, limit: 0 })
    expect(refused).toHaveLength(1)
    expect(await consents(memory, contactId)).toContain('newsletter sms: withdrawn')
    expect(await optOuts(memory, NUMBER)).toContain('stopped * sms')
  })

  test('a yes to SMS after the stop we know of stands: the number only waits for START', async () => {
    const memory = await memoryOf()
    const contactId = await somebody(memory)
    await text(memory, NOW - 3 * DAY, 'STOP', { optOutType: 'STOP' })
    await grant(memory, NOW - DAY, contactId, ['newsletter', 'sms'])
    await memory.database.write((db) => db.updateTable('contacts').set({ phone_state: 'usable' }).execute())
    const sid = `SM${'d'.repeat(32)}`
    await memory.database.write((db) =>
      db
        .insertInto('service_messages')
        .values({
          kind: 'text-help',
          channel: 'sms',
          address: NUMBER,
          address_hash: memory.keyring.addressHash(NUMBER),
          language: 'fr',
          data: '{}',
          state: 'sent',
          due_at: NOW,
          attempts: 1,
          message_id: sid,
        })
        .execute(),
    )
    await noteTextStatus(memory, NOW, { marks: '', sid, status: 'failed', error: 21610 })
    expect(await consents(memory, contactId)).toContain('newsletter sms: granted')
    const { database } = memory
    const { phone_state } = await database.read.selectFrom('contacts').select('phone_state').executeTakeFirstOrThrow()
    expect(phone_state).toBe('blocked')
  })
})
