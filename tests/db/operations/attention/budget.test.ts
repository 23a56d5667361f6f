import { expect, test } from 'vitest'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import { signToken } from '#db/keys/tokens.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { stopCampaign } from '#db/operations/campaigns/change-state.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { simulateCampaign } from '#db/operations/campaigns/simulate-campaign.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { aDraft, anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { claimAndRecord, messagesOf, send } from './sends.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000
const DAY = 24 * HOUR
const LOOK = 6 * HOUR
const LAST_LOOK = HOUR / 4
const ONE_A_WEEK = { per7Days: 1, per30Days: 6 }

onBothDatabases('the attention budget', (open) => {
  /** One person, and a house that may write to them once a week. */
  async function aPerson(budget: Parameters<typeof aHouse>[0] = { budget: ONE_A_WEEK }, given: object = {}) {
    const memory = await aMemory(await open(), aHouse(budget))
    const contactId = await aContact(memory, NOW, { email: 'marie@example.org', ...given })
    return { memory, contactId }
  }
  const approve = (memory: Memory, now: number, change: Partial<CampaignDraft> = {}) =>
    anApprovedCampaign(memory, now, { kind: 'information', ...change })
  const tomorrow = { window: { from: NOW + DAY } }

  test('is reserved at approval: who was approved first keeps the slot, though it starts tomorrow', async () => {
    const { memory } = await aPerson()
    const first = await approve(memory, NOW, tomorrow)
    const second = await approve(memory, NOW + 1)
    expect(await send(memory, NOW + 2)).toEqual([])
    expect(await messagesOf(memory, second)).toEqual([
      { state: 'held', reasons: ['budget-reserved'], until: NOW + 2 + LOOK },
    ])
    expect(await send(memory, NOW + DAY)).toEqual([first])
    await send(memory, NOW + DAY + LOOK)
    expect(await messagesOf(memory, second)).toEqual([
      { state: 'refused', reasons: ['budget-spent', 'past-best-before'] },
    ])
  })

  test('of two approved in the same instant the earlier number keeps the slot, whichever is claimed first', async () => {
    const { memory } = await aPerson()
    const [first, second] = [await approve(memory, NOW), await approve(memory, NOW)]
    await advanceCampaigns(memory, NOW)
    // The first waits for nobody.
    await memory.database.write((db) =>
      db
        .updateTable('deliveries')
        .set({ due_at: NOW + 1 })
        .where('campaign_id', '=', first)
        .execute(),
    )
    expect(await claimAndRecord(memory, NOW, 'email')).toEqual([])
    expect(await messagesOf(memory, second)).toMatchObject([{ state: 'held', reasons: ['budget-reserved'] }])
    expect(await send(memory, NOW + 1)).toEqual([first])
  })

  const WAYS: Record<string, (memory: Memory, first: number, contactId: number) => Promise<unknown>> = {
    'it is stopped': (memory, campaignId) => stopCampaign(memory, NOW + HOUR, { campaignId, by: 'U0BRUNO' }),
    'it is edited': (memory, campaignId) =>
      saveDraft(memory, NOW + HOUR, { campaignId, version: 1, by: 'U0ALICE', change: { need: 'Autre besoin' } }),
    'its approval is void': (memory) =>
      advanceCampaigns({ ...memory, house: aHouse({ budget: { ...ONE_A_WEEK, most: ONE_A_WEEK } }) }, NOW + HOUR),
    'the person’s message is refused': async (memory, _, contactId) => {
      const event = {
        contactId,
        topic: 'newsletter',
        channel: 'email',
        type: 'withdrawn',
        via: 'preference-page',
      } as const
      await memory.database.write((db) => appendEvents(db, memory, NOW + HOUR, [event]))
      await memory.database.write((db) => db.updateTable('campaigns').set({ starts_at: NOW }).execute())
      await send(memory, NOW + HOUR)
    },
    'the person’s message fails': async (memory) => {
      await memory.database.write((db) => db.updateTable('campaigns').set({ starts_at: NOW }).execute())
      await send(memory, NOW + HOUR, 'failed')
    },
  }
  test.for(Object.keys(WAYS))(
    'a reserved slot is given back when %s: the message that waited goes at its next look',
    async (way) => {
      const { memory, contactId } = await aPerson()
      const event = { contactId, topic: 'newsletter', channel: 'email', type: 'granted', via: 'confirmation' } as const
      await memory.database.write((db) => appendEvents(db, memory, NOW - DAY, [event]))
      const first = await approve(memory, NOW, { kind: 'topic', ...tomorrow })
      const second = await approve(memory, NOW + 1)
      expect(await send(memory, NOW + 2)).toEqual([])
      await WAYS[way]?.(memory, first, contactId)
      expect(await send(memory, NOW + 2 + LOOK)).toEqual([second])
    },
  )

  test('all steps of a campaign are one request: they do not stop each other, and keep the slot until the last one left', async () => {
    const { memory } = await aPerson()
    const asking = await approve(memory, NOW, { kind: 're-opt-in', reminders: 1 })
    expect(await send(memory, NOW)).toEqual([asking])
    const other = await approve(memory, NOW + 1)
    await send(memory, NOW + 2 * DAY)
    expect(await messagesOf(memory, other)).toMatchObject([{ state: 'held', reasons: ['budget-reserved'] }])
    expect(await send(memory, NOW + 3 * DAY)).toEqual([asking])
    await send(memory, NOW + 3 * DAY + LOOK)
    expect(await messagesOf(memory, other)).toEqual([
      { state: 'refused', reasons: ['budget-spent', 'past-best-before'] },
    ])
  })

  test('an answer gives back the slot of the reminders to come, and the ask itself stays spent', async () => {
    const { memory, contactId } = await aPerson({ budget: { per7Days: 2, per30Days: 2 } })
    const asking = await approve(memory, NOW, { kind: 're-opt-in', reminders: 1 })
    await send(memory, NOW)
    const others = [await approve(memory, NOW + 1), await approve(memory, NOW + 2)]
    expect(await send(memory, NOW + HOUR)).toEqual([others[0]])
    expect(await messagesOf(memory, others[1] ?? 0)).toMatchObject([{ reasons: ['budget-reserved'] }])
    const token = signToken(memory.keyring, { purpose: 'answer', ids: [contactId, asking], expiresAt: null })
    const wish = { fallback: 'fr' } as const
    await answerAsk(memory, NOW + 2 * HOUR, { token, wish, answer: 'no', ticked: [], shown: '', agent: '' })
    await send(memory, NOW + 2 * LOOK)
    expect(await messagesOf(memory, others[1] ?? 0)).toMatchObject([
      { state: 'refused', reasons: ['budget-spent', 'past-best-before'] },
    ])
  })

  test('what is in doubt counts as spent, and keeps nothing besides', async () => {
    const { memory } = await aPerson()
    await approve(memory, NOW)
    await send(memory, NOW, 'in-doubt')
    const second = await approve(memory, NOW + DAY)
    expect(await send(memory, NOW + DAY)).toEqual([])
    expect(await messagesOf(memory, second)).toEqual([
      { state: 'held', reasons: ['budget-spent'], until: NOW + 7 * DAY },
    ])
    expect(await send(memory, NOW + 7 * DAY)).toEqual([second])
  })

  test('a slot is looked at once more shortly before the message is too late', async () => {
    const { memory } = await aPerson()
    const first = await approve(memory, NOW, tomorrow)
    const second = await approve(memory, NOW, { window: { until: NOW + HOUR } })
    await send(memory, NOW)
    expect(await messagesOf(memory, second)).toMatchObject([{ state: 'held', until: NOW + HOUR - LAST_LOOK }])
    await stopCampaign(memory, NOW + 1, { campaignId: first, by: 'U0BRUNO' })
    expect(await send(memory, NOW + HOUR - LAST_LOOK)).toEqual([second])
  })

  test('a campaign that skips leaves out whom another one has spoken for', async () => {
    const { memory } = await aPerson()
    await approve(memory, NOW, tomorrow)
    const second = await approve(memory, NOW, { overBudget: 'skip' })
    await send(memory, NOW)
    expect(await messagesOf(memory, second)).toEqual([{ state: 'refused', reasons: ['budget-reserved'] }])
  })

  test.for([
    { overBudget: 'skip', verdict: 'refuse' },
    { overBudget: 'hold', verdict: 'hold', next: NOW + LOOK },
  ] as const)(
    'a simulation says whom a campaign would $overBudget, and until when',
    async ({ overBudget, ...told }) => {
      const { memory } = await aPerson()
      await approve(memory, NOW, tomorrow)
      const { campaignId } = await aDraft(memory, NOW, { kind: 'information', overBudget })
      const simulated = await simulateCampaign(memory, NOW, campaignId)
      if (isRefused(simulated)) throw new Error(simulated.refused)
      expect(simulated.reasons).toEqual([{ code: 'budget-reserved', count: 1, ...told }])
      const { then } = simulated.buckets.find(({ count }) => count > 0) ?? {}
      expect(then).toEqual({ send: 0, hold: 0, refuse: 0, [told.verdict]: 1 })
    },
  )

  async function choose({ database }: Memory, contactId: number, settings: RecipientSettings) {
    const row = { contact_id: contactId, settings: JSON.stringify(settings), at: NOW }
    await database.write((db) => db.insertInto('preferences').values(row).execute())
  }
  const sentOf = async (memory: Memory, campaigns: number) => {
    for (let n = 0; n < campaigns; n += 1) await approve(memory, NOW + n)
    return (await send(memory, NOW + campaigns)).length
  }

  test('holds as low as the person chose', async () => {
    const { memory, contactId } = await aPerson({ budget: { per7Days: 3, per30Days: 6 } })
    await choose(memory, contactId, { budget: { per7Days: 1 } })
    expect(await sentOf(memory, 3)).toBe(1)
  })

  test('may be raised by the person as far as the house allows at most, and no further', async () => {
    const { memory, contactId } = await aPerson({ budget: { ...ONE_A_WEEK, most: { per7Days: 2, per30Days: 6 } } })
    await choose(memory, contactId, { budget: { per7Days: 5 } })
    expect(await sentOf(memory, 4)).toBe(2)
  })

  test('is not raised where the house names no more than its own figure', async () => {
    const { memory, contactId } = await aPerson()
    await choose(memory, contactId, { budget: { per7Days: 5, per30Days: 50 } })
    expect(await sentOf(memory, 3)).toBe(1)
  })
})
