import { expect, test } from 'vitest'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { verifyLedger } from '#db/operations/consent/verify-ledger.ts'
import { makeRehearsalToken } from '#db/operations/way-out/make-rehearsal-link.ts'
import { isWayOutNeeded, recordWayOutTest } from '#db/operations/way-out/record-way-out-test.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY = 86_400_000

onBothDatabases('the way out is tried before anybody is written to', (open) => {
  const press = (memory: Awaited<ReturnType<typeof aMemory>>, token: string, now = NOW) =>
    unsubscribe(memory, now, { token, wish: { fallback: 'fr' }, by: 'one-click', agent: '' })

  test('a rehearsal goes the whole way and leaves nothing: no event, no contact, no suppression, as often as one likes', async () => {
    const memory = await aMemory(await open())
    const before = await verifyLedger(memory, () => {})
    const token = makeRehearsalToken(memory, NOW)
    for (const _ of [1, 2]) expect(await press(memory, token)).toMatchObject({ rehearsal: true, everything: true })
    await Promise.all([press(memory, token), press(memory, token)])
    const counts = await Promise.all(
      (['contacts', 'consent_events', 'suppressions', 'keys', 'notices'] as const).map((table) =>
        memory.database.read
          .selectFrom(table)
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      ),
    )
    expect(counts.map(({ n }) => n)).toEqual([0, 0, 0, 4, 0])
    expect(await verifyLedger(memory, () => {})).toEqual(before)
  })

  test('its link ends after a day, and a way out is never taken for a rehearsal', async () => {
    const memory = await aMemory(await open())
    expect(await press(memory, makeRehearsalToken(memory, NOW), NOW + DAY)).toEqual({ refused: 'link-forged' })
  })

  test('the third failure in a row pauses what sends and tells both ways; one that was resumed meanwhile is paused again', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'a@example.org' })
    expect(await isWayOutNeeded(memory.database, NOW)).toBe(false)
    const id = await anApprovedCampaign(memory, NOW)
    expect(await isWayOutNeeded(memory.database, NOW)).toBe(true)
    await advanceCampaigns(memory, NOW, { mayStart: false })
    expect((await readCampaign(memory, NOW, id))?.state).toBe('approved')
    await advanceCampaigns(memory, NOW)
    const state = async () => (await readCampaign(memory, NOW, id))?.state
    const fail = (machineNow: number) => recordWayOutTest(memory, NOW, { machineNow, failed: 'tls' })
    await fail(1)
    await fail(2)
    expect(await state()).toBe('running')
    await fail(3)
    expect(await state()).toBe('paused')
    await fail(4)
    const alerts = await memory.database.read
      .selectFrom('notices')
      .select('data')
      .where('kind', '=', 'alert')
      .where('channel', '=', 'oncall')
      .execute()
    expect(alerts.map(({ data }) => JSON.parse(data))).toEqual([{ code: 'way-out-broken', failed: 'tls', paused: 1 }])
    await resumeCampaign(memory, NOW, { campaignId: id, by: 'U0BRUNO' })
    await fail(5)
    expect(await state()).toBe('paused')
    const mails = await memory.database.read.selectFrom('service_messages').select(['kind', 'address']).execute()
    expect(mails).toEqual([1, 2].map(() => ({ kind: 'alert', address: memory.house.dpo.email })))
    expect((await recordWayOutTest(memory, NOW, { machineNow: 6, failed: undefined })).failures).toBe(0)
  })
})
