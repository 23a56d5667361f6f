import { expect, test } from 'vitest'
import { mailId, mailIdsIn } from '#db/keys/mail-ids.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

onBothDatabases('what our messages are called', (open) => {
  test('a message keeps its name for ever, and the name is found wherever a mail program puts it, in any case', async () => {
    const { keyring } = await aMemory(await open())
    const name = mailId(keyring, 'd', 42)
    expect(mailId(keyring, 'd', 42)).toBe(name)
    const other = mailId(keyring, 's', 7)
    const text = `Return-Path: <bounce+${name.toUpperCase()}@example.org>\nMessage-ID: <${other}@example.org>, again ${name}`
    expect(mailIdsIn(keyring, text)).toEqual([
      { kind: 'd', id: 42 },
      { kind: 's', id: 7 },
    ])
  })

  test('nobody outside can name a message of ours', async () => {
    const { keyring } = await aMemory(await open())
    const mac = mailId(keyring, 'd', 42).split('-')[1] ?? ''
    expect(mailIdsIn(keyring, `d43-${mac} s42-${mac} d42 d42-${'0'.repeat(16)} xd42-${mac}`)).toEqual([])
  })
})
