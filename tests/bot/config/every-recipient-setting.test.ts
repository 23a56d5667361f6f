import { describe, expect, test } from 'vitest'
import type { Pair } from '#core/consent/pair.ts'
import type { Decision } from '#core/decision/decide.ts'
import { NO_ATTENTION } from '#core/etiquette/attention.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import { judgeMessage, judgePairs } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { writeSettings } from '#db/tables/preferences.ts'
import { recipientSettingsSchema } from '#preference-center/src/recipient-settings-form.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { leavesOf } from '#tests/support/schema-leaves.ts'

/** A Monday, 10:00 in Paris. */
const NOW = Date.UTC(2026, 10, 23, 9)
const DAY_MS = 86_400_000

/** One choice of a person, two ways: a message that leaves by one waits, or is refused, or leaves later by the other. */
interface Choice {
  leaf: string
  settings: readonly [RecipientSettings, RecipientSettings]
  /** Days since messages of other campaigns. */
  sentDaysAgo?: readonly number[]
}

const mondays = (from: number, to: number): RecipientSettings => ({ hours: [[[from, to]], [], [], [], [], [], []] })

const CHOICES: readonly Choice[] = [
  { leaf: 'preferredChannel', settings: [{ preferredChannel: 'email' }, { preferredChannel: 'sms' }] },
  { leaf: 'hours.*.*.0', settings: [mondays(480, 720), mondays(660, 720)] },
  { leaf: 'hours.*.*.1', settings: [mondays(480, 720), mondays(480, 540)] },
  { leaf: 'quiet.from', settings: [{ quiet: { from: 540, to: 720 } }, { quiet: { from: 660, to: 720 } }] },
  { leaf: 'quiet.to', settings: [{ quiet: { from: 540, to: 720 } }, { quiet: { from: 540, to: 780 } }] },
  { leaf: 'pausedUntil', settings: [{ pausedUntil: NOW - 1 }, { pausedUntil: NOW + DAY_MS }] },
  { leaf: 'budget.per7Days', settings: [{ budget: { per7Days: 1 } }, { budget: { per7Days: 2 } }], sentDaysAgo: [3] },
  {
    leaf: 'budget.per30Days',
    settings: [{ budget: { per30Days: 1 } }, { budget: { per30Days: 2 } }],
    sentDaysAgo: [20],
  },
]

describe('what a person chooses', () => {
  test('every value their page can store has a row that shows what it changes, and no row is about anything else', () => {
    expect(CHOICES.map(({ leaf }) => leaf).toSorted()).toEqual(leavesOf(recipientSettingsSchema).toSorted())
  })

  test.for(CHOICES)('$leaf changes a decision', async ({ settings, sentDaysAgo = [] }) => {
    const memory = await aMemory(await freshDatabase('sqlite'), aHouse({ budget: { per7Days: 3, per30Days: 6 } }))
    const contactId = await aContact(memory, NOW, { email: 'marie@example.org', phone: '+33612345678' })
    await agreed(memory, contactId)
    const decisions: Decision[] = []
    for (const one of settings) decisions.push(await decisionWith(memory, contactId, one, sentDaysAgo))
    expect(decisions[0]).not.toEqual(decisions[1])
  })
})

async function agreed(memory: Memory, contactId: number): Promise<void> {
  const yes = { contactId, type: 'granted', topic: 'newsletter', via: 'answer-page' } as const
  await memory.database.write((db) =>
    appendEvents(db, memory, NOW - DAY_MS, [
      { ...yes, channel: 'email' },
      { ...yes, channel: 'sms' },
    ]),
  )
}

/** The whole decision about the newsletter by e-mail, with these settings as the page stores them. */
async function decisionWith(
  memory: Memory,
  contactId: number,
  wanted: RecipientSettings,
  sentDaysAgo: readonly number[],
): Promise<Decision> {
  const settings = recipientSettingsSchema.parse(wanted) as RecipientSettings
  await memory.database.write((db) => writeSettings(db, contactId, settings, NOW))
  const facts = (await loadFacts(memory.database.read, memory, [contactId])).get(contactId)
  if (facts === undefined) throw new Error('Nobody is there.')
  const pairs: Pair[] = [{ topic: 'newsletter', channel: 'email' }]
  const question = { kind: 'topic', pairs, carrier: 'email', ticks: [], overBudget: 'hold' } as const
  const judged = judgePairs(facts, question, clockFor(NOW, memory.house))
  const attention = { ...NO_ATTENTION, sentAt: sentDaysAgo.map((days) => NOW - days * DAY_MS) }
  const send = { settled: false, campaignRunning: true, attention, bestBefore: undefined }
  return judgeMessage(facts, judged, question, send, memory, NOW)
}
