import { beforeEach, expect, test } from 'vitest'
import { turnOver } from '#db/operations/deliveries/turn-over.ts'
import type { Memory } from '#db/operations/memory.ts'
import { requestFreshLink } from '#db/operations/preferences/request-fresh-link.ts'
import { NUMBER, somebody } from '#tests/db/operations/incoming/a-text.ts'
import { NOW } from '#tests/db/operations/incoming/an-incoming.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

onBothDatabases('a message that answers the person’s own act', (open) => {
  let memory: Memory
  beforeEach(async () => {
    memory = await aMemory(await open())
  })
  const asked = async (given: Parameters<typeof somebody>[1], change: object = { updated_at: NOW }) => {
    const id = await somebody(memory, given)
    const wish = { fallback: 'fr' } as const
    expect(await requestFreshLink(memory, NOW, { address: 'a@example.org', wish })).toEqual({ asked: true })
    await memory.database.write((db) => db.updateTable('contacts').set(change).where('id', '=', id).execute())
    return id
  }
  const claim = async (channel: 'email' | 'sms') => {
    const command = { workerId: 1, channel, limit: 10, results: [], services: [] }
    const { services } = await turnOver(memory, NOW, command)
    return services.map(({ kind, address }) => `${kind} ${address}`)
  }
  const state = async () => {
    const rows = await memory.database.read.selectFrom('service_messages').select(['state', 'channel']).execute()
    return rows.map(({ state, channel }) => `${state} ${channel}`)
  }

  test('leaves also for who is restricted', async () => {
    await asked({}, { restricted_at: NOW - 1 })
    expect(await claim('email')).toEqual(['fresh-link a@example.org'])
  })
  test('takes the other channel once its address is dead, and is sent there once', async () => {
    await asked({}, { email_state: 'bounced' })
    expect(await claim('email')).toEqual([])
    expect(await claim('sms')).toEqual([`text-link ${NUMBER}`])
    expect([await claim('email'), await claim('sms')]).toEqual([[], []])
    expect(await state()).toEqual(['sending sms'])
  })
  test('has failed where no address is left', async () => {
    await asked({}, { email_state: 'bounced', phone_state: 'blocked' })
    expect([await claim('email'), await claim('sms')]).toEqual([[], []])
    expect(await state()).toEqual(['failed email'])
  })
  test('has failed where only SMS is left and this house sends none: it never waits for ever', async () => {
    await asked({}, { email_state: 'bounced' })
    memory = { ...memory, channels: ['email'] }
    expect([await claim('email'), await claim('sms')]).toEqual([[], []])
    expect(await state()).toEqual(['failed email'])
  })
  test('goes to a minor’s guardian, never to the child', async () => {
    await asked({ birthDate: '2016-01-01', guardianEmail: 'parent@example.org' })
    expect(await claim('email')).toEqual([])
    expect(await claim('email')).toEqual(['fresh-link parent@example.org'])
    expect(await claim('sms')).toEqual([])
  })
  test('is not sent about somebody who is gone', async () => {
    const id = await asked({})
    await memory.database.write(async (db) => {
      await db.deleteFrom('contact_sources').where('contact_id', '=', id).execute()
      await db.deleteFrom('contacts').where('id', '=', id).execute()
    })
    expect(await claim('email')).toEqual([])
    expect(await state()).toEqual(['failed email'])
  })
})
