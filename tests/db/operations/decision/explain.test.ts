import { expect, test } from 'vitest'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { explainContact } from '#db/operations/decision/explain-contact.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const DAY = 86_400_000
const ABOUT = { address: 'a@example.org', topic: 'newsletter', channel: 'email' } as const

const write = (memory: Memory, now: number, ...events: NewEvent[]) =>
  memory.database.write((db) => appendEvents(db, memory, now, events))

onBothDatabases('explain', (open) => {
  test('an unknown or unreadable address is a refusal with its reason, not an error', async () => {
    const memory = await aMemory(await open())
    for (const address of ['nobody@example.org', 'not an address', ''])
      expect(await explainContact(memory, NOW, { ...ABOUT, address })).toMatchObject({
        verdict: 'refuse',
        reasons: [{ code: 'unknown-contact' }],
        contact: undefined,
      })
  })

  test('at an instant of the past it speaks of that instant, and says which facts are today’s', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'a@example.org' })
    const about = { contactId, topic: 'newsletter', channel: 'email' } as const
    await write(memory, NOW, { ...about, type: 'granted', via: 'confirmation' })
    await write(memory, NOW + 2 * DAY, {
      ...about,
      type: 'withdrawn',
      topic: '*',
      channel: '*',
      via: 'preference-page',
    })
    await write(memory, NOW + 4 * DAY, { ...about, type: 'granted', via: 'confirmation' })
    const at = (days: number) => explainContact(memory, NOW + 9 * DAY, { ...ABOUT, at: NOW + days * DAY })
    expect(await at(-1)).toMatchObject({ verdict: 'refuse', reasons: [{ code: 'no-consent' }] })
    expect(await at(1)).toMatchObject({ verdict: 'send', reasons: [{ code: 'consent-granted' }], asOf: NOW + DAY })
    expect(await at(3)).toMatchObject({
      verdict: 'refuse',
      reasons: [{ code: 'stopped' }],
      gate: { bucket: 'suppressed' },
    })
    expect(await at(5)).toMatchObject({ verdict: 'send' })
    expect((await at(5)).current).toContain('sources')
    expect((await explainContact(memory, NOW + 9 * DAY, ABOUT)).current).toEqual([])
  })

  test('an opt-out said twice was in force from the first', async () => {
    const memory = await aMemory(await open())
    const contactId = await aContact(memory, NOW, { email: 'a@example.org' })
    for (const days of [0, 5])
      await write(memory, NOW + days * DAY, {
        contactId,
        type: 'withdrawn',
        topic: '*',
        channel: '*',
        via: 'one-click',
      })
    const between = await explainContact(memory, NOW + 9 * DAY, { ...ABOUT, at: NOW + 2 * DAY })
    expect(between).toMatchObject({ verdict: 'refuse', gate: { bucket: 'suppressed', reason: 'stopped' } })
  })

  test('a message that was sent counts from its instant, in the budget of that instant', async () => {
    const memory = await aMemory(await open(), aHouse({ budget: { per7Days: 1, per30Days: 6 } }))
    const contactId = await aContact(memory, NOW, { email: 'a@example.org' })
    await write(memory, NOW - DAY, {
      contactId,
      topic: 'newsletter',
      channel: 'email',
      type: 'granted',
      via: 'confirmation',
    })
    await anApprovedCampaign(memory, NOW, { kind: 'topic' })
    await advanceCampaigns(memory, NOW)
    const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 1 })
    await recordResults(
      memory,
      NOW,
      claimed.map(({ id }) => ({ deliveryId: id, result: 'sent', response: '250' })),
    )
    expect(await explainContact(memory, NOW + DAY, ABOUT)).toMatchObject({
      verdict: 'hold',
      until: NOW + 7 * DAY,
      reasons: [{ code: 'budget-spent' }],
    })
    expect(await explainContact(memory, NOW + DAY, { ...ABOUT, at: NOW - 1 })).toMatchObject({ verdict: 'send' })
  })
})
