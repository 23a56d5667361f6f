import { expect, test } from 'vitest'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { explainContact } from '#db/operations/decision/explain-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { messagesOf, send } from './sends.ts'

/** A Monday at ten in Paris. */
const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const HOUR = 3_600_000
const DAY = 24 * HOUR

onBothDatabases('never text twice', (open) => {
  async function aPerson(per7Days = 5) {
    const memory = await aMemory(await open(), aHouse({ budget: { per7Days, per30Days: 9 } }))
    const contactId = await aContact(memory, NOW, { email: 'marie@example.org', phone: '+33639980001' })
    return { memory, contactId }
  }
  const byText = (memory: Memory, now: number, change: Partial<CampaignDraft> = {}) => {
    const text = { subject: '', body: '', sms: 'Vos droits : {{preferences_link}}' }
    return anApprovedCampaign(memory, now, {
      kind: 'information',
      carrier: 'sms',
      texts: { fr: { message: text } },
      ...change,
    })
  }

  test('a second SMS waits seven days, an e-mail between does not', async () => {
    const { memory } = await aPerson()
    const first = await byText(memory, NOW)
    expect(await send(memory, NOW)).toEqual([first])
    const second = await byText(memory, NOW + HOUR)
    const mail = await anApprovedCampaign(memory, NOW + HOUR, { kind: 'information' })
    expect(await send(memory, NOW + HOUR)).toEqual([mail])
    expect(await messagesOf(memory, second)).toEqual([
      { state: 'held', reasons: ['texted-lately'], until: NOW + 7 * DAY },
    ])
    expect(await send(memory, NOW + 7 * DAY)).toEqual([second])
  })

  test('a reply lets the next one leave, and an SMS in doubt counts as one', async () => {
    const { memory, contactId } = await aPerson()
    await byText(memory, NOW)
    await send(memory, NOW, 'in-doubt')
    const second = await byText(memory, NOW + HOUR)
    expect(await send(memory, NOW + HOUR)).toEqual([])
    expect(await messagesOf(memory, second)).toMatchObject([{ reasons: ['texted-lately'] }])
    await memory.database.write((db) =>
      db
        .updateTable('contacts')
        .set({ texted_back_at: NOW + 2 * HOUR })
        .where('id', '=', contactId)
        .execute(),
    )
    const third = await byText(memory, NOW + 3 * HOUR)
    expect(await send(memory, NOW + 3 * HOUR)).toEqual([third])
  })

  test('the reminder of a campaign by SMS leaves seven days after its own ask', async () => {
    const { memory } = await aPerson(1)
    const words = { subject: '', body: '', sms: 'Souhaitez-vous continuer ?' }
    const texts = { fr: { ask: words, 'reminder-1': words } }
    const asking = await byText(memory, NOW, { kind: 're-opt-in', reminders: 1, topics: ['newsletter'], texts })
    expect(await send(memory, NOW)).toEqual([asking])
    expect(await send(memory, NOW + 7 * DAY - HOUR)).toEqual([])
    expect(await send(memory, NOW + 7 * DAY)).toEqual([asking])
  })

  test('explain says what was sent and what is kept, now and as of then', async () => {
    const { memory, contactId } = await aPerson(2)
    const pair = { contactId, topic: 'newsletter', channel: 'sms', type: 'granted', via: 'preference-page' } as const
    await memory.database.write((db) => appendEvents(db, memory, NOW - DAY, [pair]))
    await byText(memory, NOW)
    await send(memory, NOW)
    await anApprovedCampaign(memory, NOW + HOUR, { kind: 'information', window: { from: NOW + 2 * DAY } })
    const about = { address: '+33639980001', topic: 'newsletter', channel: 'sms' } as const
    const at = (instant: number, now = instant) => explainContact(memory, now, { ...about, at: instant })
    const full = {
      verdict: 'hold',
      until: NOW + 7 * DAY,
      reasons: [{ code: 'budget-reserved' }, { code: 'texted-lately' }],
      etiquette: {
        budget: { per7Days: 2, per30Days: 9 },
        spent: { per7Days: 1, per30Days: 1 },
        reserved: 1,
        nextSlot: NOW + 8 * HOUR,
        texted: { at: NOW, againAt: NOW + 7 * DAY },
      },
    }
    expect(await at(NOW + 2 * HOUR)).toMatchObject(full)
    await send(memory, NOW + 2 * DAY)
    expect(await at(NOW + 3 * DAY)).toMatchObject({
      etiquette: { spent: { per7Days: 2 }, reserved: 0, nextSlot: NOW + 7 * DAY },
    })
    expect(await at(NOW + 2 * HOUR, NOW + 3 * DAY)).toMatchObject(full)
    expect(await at(NOW - HOUR, NOW + 3 * DAY)).toMatchObject({
      verdict: 'send',
      etiquette: { spent: { per30Days: 0 }, reserved: 0, nextSlot: undefined, texted: undefined },
    })
  })
})
