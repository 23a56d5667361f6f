import { expect, test } from 'vitest'
import { signToken } from '#db/keys/tokens.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import type { Memory } from '#db/operations/memory.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'
import { manyContacts } from '#tests/support/many-contacts.ts'
import { cardOf, lookAndSend, sendAllDue } from './a-send.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const SECOND = 1000
const DAY = 86_400_000
const wish = { fallback: 'fr' } as const

onBothDatabases('who changed their mind during the send', (open) => {
  const say = (memory: Memory, at: number, contactId: number, event: Partial<NewEvent> = {}) =>
    memory.database.write((db) =>
      appendEvents(db, memory, at, [
        { contactId, type: 'withdrawn', topic: 'newsletter', channel: 'email', via: 'preference-page', ...event },
      ]),
    )
  const token = (memory: Memory, purpose: 'preferences' | 'unsubscribe' | 'answer', ids: number[]) =>
    signToken(memory.keyring, { purpose, ids, expiresAt: null })
  const stop = (memory: Memory, at: number, id: number) =>
    stopEverything(memory, at, { token: token(memory, 'preferences', [id]), wish, agent: 'Firefox' })

  test('is counted exactly: not who had gone before the start, not who got the message first, not who said yes', async () => {
    const memory = await aMemory(await open())
    const ids = await manyContacts(memory, NOW - DAY, 120)
    const id = await anApprovedCampaign(memory, NOW - SECOND, { window: { from: NOW } })
    const [before = 0, listed = 0, stopped = 0, gone = 0, twice = 0, objected = 0] = ids
    const [later, laterListed, got] = [ids[110] ?? 0, ids[111] ?? 0, ids[60] ?? 0]

    await say(memory, NOW - SECOND, before)
    await advanceCampaigns(memory, NOW)
    expect((await cardOf(memory, NOW, id)).changedMinds).toBe(0)

    // While their message waits: the act cancels it, or the claim refuses it.
    await stop(memory, NOW + SECOND, stopped)
    await say(memory, NOW + SECOND, gone)
    await say(memory, NOW + SECOND, twice)
    await stop(memory, NOW + SECOND, twice)
    await say(memory, NOW + SECOND, objected, { type: 'objected', topic: '*', channel: '*', via: 'staff' })
    // What a list says is no act of theirs.
    await say(memory, NOW + SECOND, listed, { via: 'import' })
    // Before their wave has opened.
    await say(memory, NOW + SECOND, later)
    await say(memory, NOW + SECOND, laterListed, { via: 'import' })

    await sendAllDue(memory, NOW + 2 * SECOND)
    expect(await cardOf(memory, NOW + 2 * SECOND, id)).toMatchObject({
      changedMinds: 4,
      deliveries: { sent: 94, refused: 4, cancelled: 2, queued: 20 },
    })
    await stop(memory, NOW + 3 * SECOND, got)
    await lookAndSend(memory, NOW + 3 * SECOND)
    await lookAndSend(memory, NOW + 18 * SECOND)
    expect(await cardOf(memory, NOW + 18 * SECOND, id)).toMatchObject({
      changedMinds: 5,
      deliveries: { sent: 112, refused: 6, cancelled: 2, queued: 0 },
    })
  })

  test('who shares the address and speaks for it is heard, and counted once', async () => {
    const memory = await aMemory(await open())
    await aContact(memory, NOW, { email: 'home@example.org', key: '1' })
    const id = await anApprovedCampaign(memory, NOW)
    const other = await aContact(memory, NOW, { email: 'home@example.org', key: '2' })
    await advanceCampaigns(memory, NOW)
    await say(memory, NOW + SECOND, other, { topic: '*', channel: '*' })
    await lookAndSend(memory, NOW + 2 * SECOND)
    expect(await cardOf(memory, NOW, id)).toMatchObject({ changedMinds: 1, deliveries: { refused: 1, sent: 0 } })
  })

  test('a no that keeps a reminder from going is an answer; leaving for good before it is a change of mind', async () => {
    const day = aHouse({ windows: { email: Array.from({ length: 7 }, () => [[600, 1200] as const]), sms: [] } })
    const memory = await aMemory(await open(), day)
    const [no = 0, leaves = 0] = await manyContacts(memory, NOW, 2)
    const id = await anApprovedCampaign(memory, NOW)
    await lookAndSend(memory, NOW)
    // The reminder falls due at night, and is held until the morning.
    const night = Temporal.Instant.from('2026-11-26T22:00:00Z').epochMilliseconds
    expect(await lookAndSend(memory, night)).toEqual([])
    const answer = { wish, answer: 'no', ticked: [], shown: '', agent: 'Firefox' } as const
    await answerAsk(memory, night + SECOND, { token: token(memory, 'answer', [no, id]), ...answer })
    expect(await cardOf(memory, night + SECOND, id)).toMatchObject({ changedMinds: 0 })
    await stop(memory, night + SECOND, leaves)
    const reminders = { 'reminder-1': { cancelled: 2 } }
    expect(await cardOf(memory, night + SECOND, id)).toMatchObject({ changedMinds: 1, reminders })
  })

  test('the button of the mail program, before the message of another campaign went, counts there', async () => {
    const memory = await aMemory(await open())
    const [person = 0] = await manyContacts(memory, NOW, 1)
    const ask = await anApprovedCampaign(memory, NOW)
    await advanceCampaigns(memory, NOW)
    const unsubscribed = {
      token: token(memory, 'unsubscribe', [person, ask]),
      wish,
      by: 'one-click',
      agent: 'x',
    } as const
    await unsubscribe(memory, NOW + SECOND, unsubscribed)
    expect(await cardOf(memory, NOW + SECOND, ask)).toMatchObject({ changedMinds: 1, deliveries: { cancelled: 1 } })
  })
})
