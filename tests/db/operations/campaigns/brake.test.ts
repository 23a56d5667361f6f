import { expect, test } from 'vitest'
import { signToken } from '#db/keys/tokens.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { resumeCampaign, stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import type { Memory } from '#db/operations/memory.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { manyContacts } from '#tests/support/many-contacts.ts'
import { cardOf, lookAndSend } from './a-send.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const SECOND = 1000
const HOUR = 3_600_000
const BRUNO = 'U0BRUNO'
const DEAD = { result: 'failed', hardBounce: true } as const
const SENT = { result: 'sent' } as const

onBothDatabases('the brake of a campaign', (open) => {
  async function aCampaignTo(people: number, change: Parameters<typeof anApprovedCampaign>[2] = {}) {
    const memory = await aMemory(await open())
    const ids = await manyContacts(memory, NOW, people)
    const id = await anApprovedCampaign(memory, NOW, change)
    return { memory, id, ids }
  }

  async function bounceLater({ database }: Memory, campaignId: number, count: number): Promise<void> {
    const sent = database.read.selectFrom('deliveries').select('id').where('campaign_id', '=', campaignId)
    const rows = await sent.where('state', '=', 'sent').orderBy('id', 'desc').limit(count).execute()
    await database.write(async (db) => {
      for (const { id } of rows)
        await db.updateTable('deliveries').set({ state: 'failed', bounced: 'hard' }).where('id', '=', id).execute()
    })
  }

  const alertsOf = async ({ database }: Memory) => {
    const notices = await database.read.selectFrom('notices').select('data').where('kind', '=', 'alert').execute()
    const mails = await database.read
      .selectFrom('service_messages')
      .select('data')
      .where('kind', '=', 'alert')
      .execute()
    expect(mails.map(({ data }) => JSON.parse(data))).toEqual(notices.map(({ data }) => JSON.parse(data)))
    return notices.map(({ data }) => JSON.parse(data))
  }

  test('six dead addresses in the first hundred pause it: not one message more is claimed, and people are told', async () => {
    const { memory, id } = await aCampaignTo(300)
    await lookAndSend(memory, NOW, (place) => (place < 6 ? DEAD : SENT))
    const card = await cardOf(memory, NOW, id)
    expect(card).toMatchObject({
      state: 'paused',
      brake: { cause: 'hard-bounces', count: 6, of: 100, at: NOW },
      deliveries: { sent: 94, failed: 6, queued: 200 },
    })
    expect(card.acts.at(-1)).toMatchObject({ actor: 'egard', act: 'brake', reason: 'hard-bounces', at: NOW })
    expect(await alertsOf(memory)).toEqual([
      { code: 'campaign-braked', campaignId: id, cause: 'hard-bounces', count: 6, of: 100 },
    ])
    expect(await lookAndSend(memory, NOW + HOUR)).toEqual([])
    expect(await claimDeliveries(memory, NOW + HOUR, { workerId: 1, limit: 100 })).toMatchObject({ claimed: [] })
    expect(await alertsOf(memory)).toHaveLength(1)
  })

  test('it brakes in the middle of a wave: what is queued stays queued', async () => {
    const { memory, id } = await aCampaignTo(300)
    await lookAndSend(memory, NOW)
    await advanceCampaigns(memory, NOW + 15 * SECOND)
    await bounceLater(memory, id, 6)
    await advanceCampaigns(memory, NOW + 16 * SECOND)
    expect(await cardOf(memory, NOW + 16 * SECOND, id)).toMatchObject({
      state: 'paused',
      brake: { cause: 'hard-bounces', count: 6, of: 100 },
      deliveries: { sent: 94, failed: 6, queued: 200 },
    })
    expect(await claimDeliveries(memory, NOW + HOUR, { workerId: 1, limit: 100 })).toMatchObject({ claimed: [] })
  })

  test('who resumes it accepts what came back so far; only what comes from then on brakes again', async () => {
    const { memory, id } = await aCampaignTo(300)
    await lookAndSend(memory, NOW, (place) => (place < 6 ? DEAD : SENT))
    expect(await resumeCampaign(memory, NOW + HOUR, { campaignId: id, by: BRUNO })).toEqual({ state: 'running' })
    expect(await lookAndSend(memory, NOW + HOUR)).toEqual([])
    expect(await lookAndSend(memory, NOW + HOUR + 15 * SECOND)).toHaveLength(200)
    const after = NOW + HOUR + 60 * SECOND
    await advanceCampaigns(memory, after)
    expect(await cardOf(memory, after, id)).toMatchObject({ state: 'reminding', brake: undefined })
    await bounceLater(memory, id, 11)
    await advanceCampaigns(memory, after + SECOND)
    expect(await cardOf(memory, after + SECOND, id)).toMatchObject({
      state: 'paused',
      brake: { cause: 'hard-bounces', count: 11, of: 200 },
    })
    expect(await alertsOf(memory)).toHaveLength(2)
  })

  test('a good beginning does not hide a bad wave', async () => {
    const { memory, id } = await aCampaignTo(700)
    for (const now of [NOW, NOW + 15 * SECOND]) await lookAndSend(memory, now)
    const now = NOW + 30 * SECOND
    // Twenty of the four hundred of this wave would be its limit; of the seven hundred so far, thirty-five.
    await lookAndSend(memory, now, (place) => (place < 21 ? DEAD : SENT))
    const { state, brake } = await cardOf(memory, now, id)
    expect({ state, brake }).toMatchObject({ state: 'paused', brake: { cause: 'hard-bounces', count: 21, of: 400 } })
  })

  test('two complaints in the first hundred pause it', async () => {
    const { memory, id } = await aCampaignTo(150)
    await lookAndSend(memory, NOW)
    const complain = (count: number) =>
      memory.database.write(async (db) => {
        const sent = db.selectFrom('deliveries').select('id').where('state', '=', 'sent')
        const rows = await sent.orderBy('id').limit(count).execute()
        for (const row of rows)
          await db.updateTable('deliveries').set({ complained_at: NOW }).where('id', '=', row.id).execute()
      })
    await complain(1)
    await advanceCampaigns(memory, NOW + SECOND)
    expect(await cardOf(memory, NOW + SECOND, id)).toMatchObject({ state: 'running', brake: undefined })
    await complain(2)
    await advanceCampaigns(memory, NOW + 2 * SECOND)
    expect(await cardOf(memory, NOW, id)).toMatchObject({ state: 'paused', brake: { cause: 'complaints', count: 2 } })
  })

  test('people who leave in numbers pause it, by the button of their mail program or by stopping everything', async () => {
    const { memory, id, ids } = await aCampaignTo(150)
    await lookAndSend(memory, NOW)
    const wish = { fallback: 'fr' } as const
    const leave = async (contactId: number, at: number) => {
      const token = signToken(memory.keyring, { purpose: 'unsubscribe', ids: [contactId, id], expiresAt: null })
      await unsubscribe(memory, at, { token, wish, by: 'one-click', agent: 'Gmail' })
    }
    for (const contactId of ids.slice(0, 45)) await leave(contactId, NOW + SECOND)
    // Pressed again, it is the same person.
    for (const contactId of ids.slice(0, 45)) await leave(contactId, NOW + SECOND)
    for (const contactId of ids.slice(45, 49)) {
      const token = signToken(memory.keyring, { purpose: 'preferences', ids: [contactId], expiresAt: null })
      await stopEverything(memory, NOW + SECOND, { token, wish, agent: 'Firefox' })
    }
    await advanceCampaigns(memory, NOW + 2 * SECOND)
    expect(await cardOf(memory, NOW + 2 * SECOND, id)).toMatchObject({ state: 'running', brake: undefined })
    await leave(ids[60] ?? 0, NOW + 3 * SECOND)
    await advanceCampaigns(memory, NOW + 3 * SECOND)
    expect(await cardOf(memory, NOW + 3 * SECOND, id)).toMatchObject({
      state: 'paused',
      brake: { cause: 'withdrawals', count: 50, of: 100 },
    })
  })

  test('a braked campaign can be stopped, and is told of once', async () => {
    const { memory, id } = await aCampaignTo(150)
    await lookAndSend(memory, NOW, (place) => (place < 6 ? DEAD : SENT))
    await stopCampaign(memory, NOW + SECOND, { campaignId: id, by: BRUNO })
    await advanceCampaigns(memory, NOW + HOUR)
    expect(await cardOf(memory, NOW + HOUR, id)).toMatchObject({ state: 'stopped', deliveries: { cancelled: 50 } })
    expect(await alertsOf(memory)).toHaveLength(1)
  })
})
