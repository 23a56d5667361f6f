import { beforeEach, expect, test } from 'vitest'
import type { Memory } from '#db/operations/memory.ts'
import { requestFreshLink } from '#db/operations/preferences/request-fresh-link.ts'
import { aContact, aMemory, NOW } from '#tests/preference-center/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const wish = { fallback: 'en' as const }
const MINUTE = 60_000

onBothDatabases('asking for a fresh link', (open) => {
  let memory: Memory
  let contactId: number
  beforeEach(async () => {
    memory = await aMemory(await open())
    contactId = await aContact(memory)
  })
  const ask = (address: string, now = NOW) => requestFreshLink(memory, now, { address, wish })
  const mails = () => memory.database.read.selectFrom('service_messages').selectAll().execute()

  test('writes to a known address, however it is typed, in the person’s language', async () => {
    expect(await ask('  Ana@Example.ORG ')).toEqual({ asked: true })
    expect(await mails()).toMatchObject([
      {
        kind: 'fresh-link',
        address: 'ana@example.org',
        language: 'fr',
        data: JSON.stringify({ contactId }),
        state: 'queued',
      },
    ])
  })

  test('texts a known number, however it is typed; a house without SMS takes numbers for no address', async () => {
    const id = await aContact(memory, { email: null, phone: '+33639980107' })
    expect(await ask(' 06 39 98 01 07')).toEqual({ asked: true })
    expect(await ask('06 39 98 01 08')).toEqual({ asked: true })
    expect(await mails()).toMatchObject([
      { kind: 'fresh-link', channel: 'sms', address: '+33639980107', data: JSON.stringify({ contactId: id }) },
    ])
    memory = { ...memory, channels: ['email'] }
    expect(await ask('06 39 98 01 07')).toEqual({ refused: 'not-an-address' })
  })

  test('answers the same for an unknown address, and writes nothing', async () => {
    expect(await ask('stranger@example.org')).toEqual(await ask('ana@example.org'))
    expect(await mails()).toHaveLength(1)
  })

  test('writes once in ten minutes and five times a day, and answers the same', async () => {
    for (const minutes of [0, 1, 9, 10, 20, 30, 40, 50, 60]) {
      expect(await ask('ana@example.org', NOW + minutes * MINUTE)).toEqual({ asked: true })
    }
    expect(await mails()).toHaveLength(5)
    await ask('ana@example.org', NOW + 25 * 60 * MINUTE)
    expect(await mails()).toHaveLength(6)
  })

  test('asked twice at once, one mail leaves', async () => {
    await Promise.all([ask('ana@example.org'), ask('ana@example.org'), ask('ana@example.org')])
    expect(await mails()).toHaveLength(1)
  })

  test('refuses what is no address', async () => {
    expect(await ask('ana')).toEqual({ refused: 'not-an-address' })
    expect(await ask(`${'a'.repeat(500)}@example.org`)).toEqual({ refused: 'not-an-address' })
  })
})
