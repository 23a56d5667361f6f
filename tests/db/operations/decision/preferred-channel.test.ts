import { expect, test } from 'vitest'
import { NO_ATTENTION } from '#core/etiquette/attention.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Channel } from '#core/house.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import { judgeMessage, judgePerson, type Question } from '#db/operations/decision/judge-contact.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds

interface Person {
  settings?: RecipientSettings
  /** `topic channel` of what they agreed to. */
  agreed?: string[]
  phoneState?: 'usable' | 'invalid' | 'bounced' | 'blocked'
  noPhone?: boolean
  guardian?: boolean
}

interface Case extends Person {
  name: string
  kind?: CampaignKind
  topics?: string[]
  on: Channel
  then: 'send' | 'other-channel-preferred' | 'no-consent'
}

const SMS_FIRST: RecipientSettings = { preferredChannel: 'sms' }
const BOTH = ['newsletter email', 'newsletter sms']

const CASES: readonly Case[] = [
  { name: 'without a preference either channel will do', agreed: BOTH, on: 'email', then: 'send' },
  { name: 'who prefers SMS and agreed there gets no e-mail about it', settings: SMS_FIRST, agreed: BOTH, on: 'email', then: 'other-channel-preferred' },
  { name: 'and gets the SMS', settings: SMS_FIRST, agreed: BOTH, on: 'sms', then: 'send' },
  { name: 'who prefers e-mail gets no SMS about it', settings: { preferredChannel: 'email' }, agreed: BOTH, on: 'sms', then: 'other-channel-preferred' },
  { name: 'a number that bounced makes the preference useless: the e-mail leaves', settings: SMS_FIRST, agreed: BOTH, phoneState: 'bounced', on: 'email', then: 'send' },
  { name: 'so does one the provider blocks', settings: SMS_FIRST, agreed: BOTH, phoneState: 'blocked', on: 'email', then: 'send' },
  { name: 'and no number at all', settings: SMS_FIRST, agreed: BOTH, noPhone: true, on: 'email', then: 'send' },
  { name: 'a topic they did not agree to by SMS comes by e-mail', settings: SMS_FIRST, agreed: ['newsletter email'], on: 'email', then: 'send' },
  { name: 'of several topics, one they did not agree to by SMS brings the e-mail', settings: SMS_FIRST, agreed: [...BOTH, 'offers email'], topics: ['newsletter', 'offers'], on: 'email', then: 'send' },
  { name: 'a topic they may not get here anyway does not', settings: SMS_FIRST, agreed: BOTH, topics: ['newsletter', 'offers'], on: 'email', then: 'other-channel-preferred' },
  { name: 'a preference is no consent', settings: SMS_FIRST, agreed: ['newsletter email'], on: 'sms', then: 'no-consent' },
] // biome-ignore format: a row a case

onBothDatabases('the preferred channel', (open) => {
  async function person(memory: Memory, given: Person, n = 0) {
    const { settings, agreed = [], phoneState = 'usable', noPhone = false } = given
    const phone = noPhone ? {} : { phone: `+3363998${String(n).padStart(4, '0')}` }
    const id = await aContact(memory, NOW, { email: `p${n}@example.org`, ...phone })
    await memory.database.write(async (db) => {
      await db.updateTable('contacts').set({ phone_state: phoneState }).where('id', '=', id).execute()
      if (settings !== undefined)
        await db
          .insertInto('preferences')
          .values({ contact_id: id, settings: JSON.stringify(settings), at: NOW })
          .execute()
      const events = agreed.map((pair) => {
        const [topic = '', channel = ''] = pair.split(' ')
        return { contactId: id, topic, channel: channel as Channel, type: 'granted', via: 'preference-page' } as const
      })
      await appendEvents(db, memory, NOW, events)
    })
    const facts = (await loadFacts(memory.database.read, memory, [id])).get(id)
    if (facts === undefined) throw new Error('the contact is gone')
    return facts
  }

  const question = (kind: CampaignKind, carrier: Channel, topics: readonly string[]): Question => ({
    kind,
    pairs: topics.map((topic) => ({ topic, channel: carrier })),
    carrier,
    ticks: [],
    overBudget: 'hold',
  })

  test('comes first, and the other one only where it is of no use for this', async () => {
    const memory = await aMemory(await open())
    const clock = clockFor(NOW, memory.house)
    const found: Record<string, string> = {}
    for (const [n, { name, kind = 'topic', topics = ['newsletter'], on, ...given }] of CASES.entries()) {
      const facts = await person(memory, given, n)
      const asked = question(kind, on, topics)
      const { judged } = judgePerson(facts, [asked], clock)
      const send = { settled: false, campaignRunning: true, attention: NO_ATTENTION, bestBefore: undefined }
      const { verdict, reasons } = judgeMessage(facts, judged, asked, send, memory, NOW)
      found[name] = verdict === 'send' ? 'send' : reasons.map(({ code }) => code).join(' ')
    }
    expect(found).toEqual(Object.fromEntries(CASES.map(({ name, then }) => [name, then])))
  })

  test('is where a campaign on either channel writes to, else where it works', async () => {
    const memory = await aMemory(await open())
    const clock = clockFor(NOW, memory.house)
    const either = [question('topic', 'email', ['newsletter']), question('topic', 'sms', ['newsletter'])]
    const carrierOf = async (n: number, given: Person) =>
      judgePerson(await person(memory, given, n), either, clock).question.carrier
    expect(await carrierOf(1, { agreed: BOTH })).toBe('email')
    expect(await carrierOf(2, { agreed: BOTH, settings: SMS_FIRST })).toBe('sms')
    expect(await carrierOf(3, { agreed: BOTH, settings: SMS_FIRST, phoneState: 'invalid' })).toBe('email')
    expect(await carrierOf(4, { agreed: ['newsletter sms'] })).toBe('sms')
    expect(await carrierOf(5, { agreed: ['newsletter email'], settings: SMS_FIRST })).toBe('email')
  })
})

onBothDatabases('the guardian of a child', (open) => {
  test('is asked by e-mail, never by SMS', async () => {
    const memory = await aMemory(await open())
    const given = {
      email: 'c@example.org',
      phone: '+33639980001',
      birthDate: '2015-05-05',
      guardianEmail: 'g@example.org',
    }
    const id = await aContact(memory, NOW, given)
    const facts = (await loadFacts(memory.database.read, memory, [id])).get(id)
    if (facts === undefined) throw new Error('the contact is gone')
    const clock = clockFor(NOW, memory.house)
    const asked = (carrier: Channel): Question => ({
      kind: 're-opt-in',
      pairs: [{ topic: 'newsletter', channel: carrier }],
      carrier,
      ticks: [],
      overBudget: 'hold',
    })
    const by = (carrier: Channel) => judgePerson(facts, [asked(carrier)], clock)
    expect(by('email')).toMatchObject({ address: 'g@example.org', permitted: [{ topic: 'newsletter' }] })
    expect(by('sms').permitted).toEqual([])
    const send = { settled: false, campaignRunning: true, attention: NO_ATTENTION, bestBefore: undefined }
    const decision = judgeMessage(facts, by('sms').judged, asked('sms'), send, memory, NOW)
    expect(decision).toEqual({ verdict: 'refuse', reasons: [{ code: 'minor-not-askable' }] })
  })
})
