import { expect, test } from 'vitest'
import { retryAt } from '#core/deliveries/life.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { settleAnsweredDoubts } from '#db/operations/deliveries/settle-answered-doubts.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import type { Memory } from '#db/operations/memory.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const MINUTE = 60_000
const DAY = 86_400_000

const claim = (memory: Memory, now: number, workerId = 1) => claimDeliveries(memory, now, { workerId, limit: 100 })
const sums = async (memory: Memory, id: number) => (await readCampaign(memory, NOW, id))?.deliveries

onBothDatabases('what becomes of a delivery', (open) => {
  async function oneSending(now = NOW) {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, now, { email: 'a@example.org' })
    const campaignId = await anApprovedCampaign(memory, now)
    await advanceCampaigns(memory, now)
    const [delivery] = (await claim(memory, now)).claimed
    if (delivery === undefined) throw new Error('nothing was claimed')
    const result = (at: number, result: 'sent' | 'failed' | 'retry' | 'in-doubt', hardBounce = false) =>
      recordResults(memory, at, [{ deliveryId: delivery.id, result, response: 'said', hardBounce }])
    return { memory, contactId, campaignId, delivery, result }
  }

  test('a result counts once: what was recorded is never changed by a second word', async () => {
    const { memory, campaignId, result } = await oneSending()
    await result(NOW, 'sent')
    for (const again of ['sent', 'failed', 'retry', 'in-doubt'] as const) await result(NOW + 1, again)
    expect(await sums(memory, campaignId)).toMatchObject({ sent: 1, queued: 0 })
    const [row] = await memory.database.read
      .selectFrom('campaign_audience')
      .select(['steps_sent', 'asked_at'])
      .execute()
    expect(row).toEqual({ steps_sent: 1, asked_at: NOW })
  })

  test('what is being handed over is not claimed again, by nobody', async () => {
    const { memory } = await oneSending()
    expect((await claim(memory, NOW + DAY, 2)).claimed).toEqual([])
  })

  test('a message put off comes again after a minute, then two, then four, and fails past its best-before', async () => {
    const { memory, campaignId, delivery, result } = await oneSending()
    let now = NOW
    for (const [attempts, minutes] of [1, 2, 4, 8].entries()) {
      await result(now, 'retry')
      const again = retryAt(now, attempts, delivery.id)
      expect(again).toBeGreaterThanOrEqual(now + minutes * MINUTE)
      expect((await claim(memory, again - 1)).claimed).toEqual([])
      now = again
      expect((await claim(memory, now)).claimed.map(({ id }) => id)).toEqual([delivery.id])
    }
    await result(NOW + 7 * DAY - MINUTE, 'retry')
    expect(await sums(memory, campaignId)).toMatchObject({ failed: 1, queued: 0, sending: 0 })
  })

  test('an address that does not exist is dead for everybody who carries it', async () => {
    const { memory, result } = await oneSending()
    const other = await aContact(memory, NOW, { email: 'a@example.org', key: 'other' })
    await result(NOW, 'failed', true)
    const facts = await loadFacts(memory.database.read, memory, [other])
    expect(facts.get(other)?.gate.reach.email).toBe('bounced')
  })

  test('a worker that dies leaves its message in doubt, and time alone never sends it again', async () => {
    const { memory, campaignId } = await oneSending()
    expect(await doubtOrphans(memory, NOW + 1, [2])).toBe(0)
    expect(await doubtOrphans(memory, NOW + 1, [1])).toBe(1)
    for (const days of [1, 5, 20]) {
      await advanceCampaigns(memory, NOW + days * DAY)
      expect((await claim(memory, NOW + days * DAY)).claimed).toEqual([])
    }
    expect(await sums(memory, campaignId)).toMatchObject({ 'in-doubt': 1 })
    expect((await readCampaign(memory, NOW, campaignId))?.answers.lapsed).toBe(0)
  })

  test('in doubt counts as asked: another campaign does not ask again', async () => {
    const { memory, contactId, campaignId, result } = await oneSending()
    await result(NOW, 'in-doubt')
    await stopCampaign(memory, NOW, { campaignId, by: 'U0ALICE' })
    const facts = (await loadFacts(memory.database.read, memory, [contactId])).get(contactId)
    expect(facts?.pair({ topic: 'newsletter', channel: 'email' }).asks).toMatchObject([
      { askedAt: NOW, pending: false },
    ])
  })

  test('a person says it was sent: it counts from when it left', async () => {
    const { memory, campaignId, result } = await oneSending()
    await result(NOW + 5, 'in-doubt')
    expect(await settleDoubts(memory, NOW + DAY, { campaignId, by: 'U0BRUNO', as: 'sent' })).toEqual({ settled: 1 })
    expect(await settleDoubts(memory, NOW + DAY, { campaignId, by: 'U0BRUNO', as: 'sent' })).toEqual({ settled: 0 })
    const [row] = await memory.database.read
      .selectFrom('campaign_audience')
      .select(['steps_sent', 'last_step_at'])
      .execute()
    expect(row).toEqual({ steps_sent: 1, last_step_at: NOW })
  })

  test('a person sends it again: once; and never in a campaign that was stopped', async () => {
    const { memory, campaignId, result } = await oneSending()
    await result(NOW, 'in-doubt')
    await settleDoubts(memory, NOW + 1, { campaignId, by: 'U0BRUNO', as: 'again' })
    expect((await claim(memory, NOW + 2)).claimed).toHaveLength(1)
    await result(NOW + 3, 'in-doubt')
    await stopCampaign(memory, NOW + 4, { campaignId, by: 'U0ALICE' })
    expect(await settleDoubts(memory, NOW + 5, { campaignId, by: 'U0BRUNO', as: 'again' })).toEqual({
      refused: 'not-possible-now',
    })
    expect(await sums(memory, campaignId)).toMatchObject({ 'in-doubt': 1, queued: 0 })
  })

  test.for(['settled by the answer', 'sent again by a person'] as const)(
    'an answer is evidence of arrival: %s',
    async (how) => {
      const { memory, campaignId, delivery, result } = await oneSending()
      await result(NOW, 'in-doubt')
      const token = delivery.links.answer
      await answerAsk(memory, NOW + 1, {
        token,
        wish: { fallback: 'fr' },
        answer: 'no',
        ticked: [],
        shown: '',
        agent: '',
      })
      if (how === 'settled by the answer') await settleAnsweredDoubts(memory)
      else await settleDoubts(memory, NOW + 2, { campaignId, by: 'U0BRUNO', as: 'again' })
      expect(await readCampaign(memory, NOW, campaignId)).toMatchObject({
        deliveries: { sent: 1 },
        answers: { no: 1, silent: 0 },
      })
    },
  )

  test('two campaigns never spend the same last slot of somebody’s week', async () => {
    const memory = await aMemory(await open())
    const house = { ...memory.house, budget: { per7Days: 1, per30Days: 6 } }
    const strict = { ...memory, house }
    await aContact(memory, NOW, { email: 'a@example.org' })
    for (const name of ['Un', 'Deux']) await anApprovedCampaign(strict, NOW, { kind: 'information', name })
    await advanceCampaigns(strict, NOW)
    const report = await claim(strict, NOW)
    expect({ claimed: report.claimed.length, held: report.held }).toEqual({ claimed: 1, held: 1 })
  })
})
