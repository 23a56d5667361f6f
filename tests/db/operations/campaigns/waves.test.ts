import { expect, test } from 'vitest'
import { advanceClock } from '#bot/clock/advance-clock.ts'
import { createTestClock } from '#bot/clock/create-clock.ts'
import { settleWork } from '#bot/process/settle-work.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { pauseCampaign, resumeCampaign, stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { nextCampaignMove } from '#db/operations/house/unsettled-work.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { manyContacts } from '#tests/support/many-contacts.ts'
import { cardOf, lookAndSend, sendAllDue } from './a-send.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const BRUNO = 'U0BRUNO'

onBothDatabases('the waves of a campaign', (open) => {
  async function aCampaignTo(people: number, change: Parameters<typeof anApprovedCampaign>[2] = {}, house = aHouse()) {
    const memory = await aMemory(await open(), house)
    await manyContacts(memory, NOW, people)
    const id = await anApprovedCampaign(memory, NOW, change)
    return { memory, id }
  }

  test('open one after another, fifteen seconds after the last answer, and reach everybody once', async () => {
    const { memory, id } = await aCampaignTo(350)
    const reached: string[] = []
    reached.push(...(await lookAndSend(memory, NOW)))
    expect(reached).toHaveLength(100)
    expect(await cardOf(memory, NOW, id)).toMatchObject({
      state: 'running',
      deliveries: { sent: 100, queued: 250 },
      waves: { open: 1, of: 3, people: 100, next: { is: 'settled', opensAt: NOW + 15 * SECOND } },
    })
    expect(await nextCampaignMove(memory.database, NOW)).toBe(NOW + 15 * SECOND)
    expect(await lookAndSend(memory, NOW + 14_999)).toEqual([])

    reached.push(...(await lookAndSend(memory, NOW + 15 * SECOND)))
    expect(reached).toHaveLength(300)
    expect(await cardOf(memory, NOW, id)).toMatchObject({ waves: { open: 2, people: 300 } })

    reached.push(...(await lookAndSend(memory, NOW + 30 * SECOND)))
    expect(await cardOf(memory, NOW, id)).toMatchObject({
      state: 'reminding',
      deliveries: { sent: 350, queued: 0 },
      waves: undefined,
    })
    expect(new Set(reached).size).toBe(350)
  })

  test('a hundred people are one wave: nothing waits', async () => {
    const { memory, id } = await aCampaignTo(100)
    expect(await lookAndSend(memory, NOW)).toHaveLength(100)
    expect(await cardOf(memory, NOW, id)).toMatchObject({ state: 'reminding', waves: undefined })
  })

  test('none opens while a message of the open ones is due or being handed over, however long', async () => {
    const { memory, id } = await aCampaignTo(150)
    await advanceCampaigns(memory, NOW)
    const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 1 })
    await sendAllDue(memory, NOW)
    await advanceCampaigns(memory, NOW + HOUR)
    expect(await cardOf(memory, NOW + HOUR, id)).toMatchObject({ waves: { open: 1, next: { is: 'sending' } } })
    await recordResults(memory, NOW + HOUR, [{ deliveryId: claimed[0]?.id ?? 0, result: 'in-doubt', response: '' }])
    expect(await lookAndSend(memory, NOW + HOUR)).toEqual([])
    expect(await lookAndSend(memory, NOW + HOUR + 15 * SECOND)).toHaveLength(50)
  })

  test('what a server put off for a while holds the next one up, until few enough wait', async () => {
    const { memory, id } = await aCampaignTo(150)
    await lookAndSend(memory, NOW, (place) => ({ result: place < 6 ? 'retry' : 'sent' }))
    const { waves } = await cardOf(memory, NOW, id)
    expect(waves?.next).toMatchObject({ is: 'waiting' })
    const lookAt = waves?.next.is === 'waiting' ? waves.next.lookAt : 0
    expect(lookAt).toBeGreaterThanOrEqual(NOW + MINUTE)
    expect(await nextCampaignMove(memory.database, NOW)).toBe(lookAt)
    // One of the six is through: five of a hundred hold nobody up.
    const after = NOW + 2 * MINUTE
    await lookAndSend(memory, after, (place) => ({ result: place === 0 ? 'sent' : 'retry' }))
    expect((await cardOf(memory, after, id)).waves?.next).toMatchObject({ is: 'settled' })
    const second = await lookAndSend(memory, after + 15 * SECOND)
    expect(second).toHaveLength(50)
  })

  test('while everybody is held for the night nothing more is let go, and in the morning the first wave goes first', async () => {
    const day = aHouse({ windows: { email: Array.from({ length: 7 }, () => [[600, 1200] as const]), sms: [] } })
    const { memory, id } = await aCampaignTo(250, {}, day)
    const night = Temporal.Instant.from('2026-11-23T21:00:00Z').epochMilliseconds
    const morning = Temporal.Instant.from('2026-11-24T09:00:00Z').epochMilliseconds
    expect(await lookAndSend(memory, night)).toEqual([])
    expect(await cardOf(memory, night, id)).toMatchObject({
      deliveries: { held: 100, queued: 150 },
      waves: { open: 1, next: { is: 'waiting', lookAt: morning } },
    })
    expect(await nextCampaignMove(memory.database, night)).toBe(morning)
    expect(await lookAndSend(memory, morning - SECOND)).toEqual([])
    expect(await lookAndSend(memory, morning)).toHaveLength(100)
  })

  test('a stopped campaign counts those of later waves as cancelled, with the reason', async () => {
    const { memory, id } = await aCampaignTo(150)
    await lookAndSend(memory, NOW)
    await stopCampaign(memory, NOW + SECOND, { campaignId: id, by: BRUNO })
    await advanceCampaigns(memory, NOW + HOUR)
    expect(await cardOf(memory, NOW + HOUR, id)).toMatchObject({
      deliveries: { sent: 100, cancelled: 50, queued: 0 },
      reasons: [{ code: 'campaign-not-running', count: 50 }],
      waves: undefined,
    })
  })

  test('while it is paused no wave opens; resumed, it goes on where it was', async () => {
    const { memory, id } = await aCampaignTo(150)
    await lookAndSend(memory, NOW)
    await pauseCampaign(memory, NOW + SECOND, { campaignId: id, by: BRUNO })
    expect(await lookAndSend(memory, NOW + HOUR)).toEqual([])
    expect((await cardOf(memory, NOW + HOUR, id)).waves).toMatchObject({ open: 1, next: { is: 'paused' } })
    await resumeCampaign(memory, NOW + HOUR, { campaignId: id, by: BRUNO })
    expect(await lookAndSend(memory, NOW + HOUR)).toHaveLength(50)
  })

  test('a rate lets so many go each minute, also after a pause', async () => {
    const { memory, id } = await aCampaignTo(120, { ratePerMinute: 30 })
    const perMinute: number[] = []
    for (let at = 0; at < 4; at += 1) perMinute.push((await lookAndSend(memory, NOW + at * MINUTE)).length)
    expect(perMinute).toEqual([30, 30, 30, 10])
    expect(await lookAndSend(memory, NOW + 3 * MINUTE + 15 * SECOND)).toHaveLength(20)
    const other = await aCampaignTo(120, { ratePerMinute: 30 })
    expect(await lookAndSend(other.memory, NOW)).toHaveLength(30)
    expect(await nextCampaignMove(other.memory.database, NOW)).toBe(NOW + MINUTE)
    await pauseCampaign(other.memory, NOW, { campaignId: other.id, by: BRUNO })
    await resumeCampaign(other.memory, NOW + HOUR, { campaignId: other.id, by: BRUNO })
    expect(await lookAndSend(other.memory, NOW + HOUR)).toHaveLength(30)
    expect((await cardOf(memory, NOW + HOUR, id)).deliveries).toMatchObject({ sent: 120 })
  })

  test('one advance of the test clock carries a thousand people through every wave', async () => {
    const { memory, id } = await aCampaignTo(1000)
    const { database } = memory
    let offset = 0
    const store = { read: async () => offset, write: async (ms: number) => void (offset = ms) }
    const clock = await createTestClock(() => Temporal.Instant.fromEpochMilliseconds(NOW), store)
    const schedule = {
      runDue: async () => [],
      runAll: (now: Temporal.Instant) => advanceCampaigns(memory, now.epochMilliseconds),
      nextDueAfter: async (after: Temporal.Instant) => {
        const next = await nextCampaignMove(database, after.epochMilliseconds)
        return next === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(next)
      },
    }
    const sender = { drain: async () => void (await sendAllDue(memory, clock.now().epochMilliseconds)) }
    const settling = settleWork({ database, clock, schedule, senders: [sender], notices: false })
    await advanceClock(clock, Temporal.Duration.from('PT2H'), settling)
    expect(await cardOf(memory, NOW + 2 * HOUR, id)).toMatchObject({ state: 'reminding', deliveries: { sent: 1000 } })
  })
})
