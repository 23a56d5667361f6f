import { expect, test } from 'vitest'
import { claimNotices } from '#db/operations/notices/claim-notices.ts'
import { recordNotices } from '#db/operations/notices/record-notices.ts'
import { forgetPlace, placesOf, rememberPlace } from '#db/operations/slack/card-places.ts'
import { addNotice } from '#db/tables/notices.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = 1_795_000_000_000

onBothDatabases('notices', (open) => {
  test('a claimed notice is nobody else’s until its lease is over; a recorded one is done', async () => {
    const memory = await aMemory(await open())
    await memory.database.write(async (db) => {
      await addNotice(db, { kind: 'campaign-card', channel: 'campaigns', subjectId: 7, data: { count: 3 } }, NOW)
      await addNotice(db, { kind: 'sending-stopped', channel: 'campaigns' }, NOW + 1)
    })
    const [first, ...rest] = await claimNotices(memory, NOW, { limit: 10 })
    expect([first, rest]).toEqual([
      { id: first?.id, kind: 'campaign-card', channel: 'campaigns', subjectId: 7, data: { count: 3 }, attempts: 1 },
      [],
    ])
    expect((await claimNotices(memory, NOW + 1, { limit: 10 })).map(({ kind }) => kind)).toEqual(['sending-stopped'])
    expect(await claimNotices(memory, NOW + 59_999, { limit: 10 })).toEqual([])
    expect(await claimNotices(memory, NOW + 60_000, { limit: 10 })).toMatchObject([{ id: first?.id, attempts: 2 }])
    await recordNotices(memory, NOW + 60_000, [{ state: 'sent', ids: [first?.id ?? 0] }])
    expect((await claimNotices(memory, NOW + 900_000, { limit: 10 })).map(({ kind }) => kind)).toEqual([
      'sending-stopped',
    ])
  })

  test('two senders at once share the notices, none is told twice', async () => {
    const memory = await aMemory(await open())
    await memory.database.write(async (db) => {
      for (let at = 0; at < 20; at += 1)
        await addNotice(db, { kind: 'campaign-card', channel: 'campaigns', subjectId: at }, NOW)
    })
    const claims = await Promise.all([1, 2, 3].map(() => claimNotices(memory, NOW, { limit: 20 })))
    const subjects = claims.flat().map(({ subjectId }) => Number(subjectId))
    expect(subjects.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at))
  })

  test('what failed is due again at its time, with what was wrong', async () => {
    const memory = await aMemory(await open())
    await memory.database.write((db) => addNotice(db, { kind: 'campaign-card', channel: 'campaigns' }, NOW))
    const [claimed] = await claimNotices(memory, NOW, { limit: 1 })
    const ids = [claimed?.id ?? 0]
    await recordNotices(memory, NOW, [{ state: 'later', ids, at: NOW + 5000, failure: 'not_in_channel' }])
    expect(await claimNotices(memory, NOW + 4999, { limit: 1 })).toEqual([])
    expect(await claimNotices(memory, NOW + 5000, { limit: 1 })).toMatchObject([{ subjectId: undefined, attempts: 2 }])
  })

  test('a channel shows one card of a kind: a newer message takes its place', async () => {
    const memory = await aMemory(await open())
    const place = { kind: 'campaign-card', subjectId: 3, channel: 'C1', ts: '1.1', language: 'fr' as const, version: 1 }
    await rememberPlace(memory, place)
    await rememberPlace(memory, { ...place, ts: '2.2', version: 2, language: 'en' })
    await rememberPlace(memory, { ...place, channel: 'C2' })
    expect(await placesOf(memory, ['campaign-card', 'approval-card'], 3)).toEqual([
      { ...place, ts: '2.2', version: 2, language: 'en' },
      { ...place, channel: 'C2' },
    ])
    expect(await placesOf(memory, ['approval-card'], 3)).toEqual([])
    await forgetPlace(memory, place)
    expect(await placesOf(memory, ['campaign-card'], 3)).toEqual([{ ...place, channel: 'C2' }])
  })
})
