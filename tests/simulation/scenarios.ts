import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import { SENDING } from '#core/parameters/sending.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact, type ContactGiven } from '#tests/support/a-contact.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { watchDeliveries } from './moves.ts'
import { Store } from './store.ts'
import { Actor } from './turns.ts'

/** A Monday, 09:00 in Paris. */
export const BEGIN = Date.UTC(2026, 9, 5, 7)

const DAY_MS = 86_400_000
const SECRET = Buffer.alloc(32, 'simulated').toString('base64')

// Waves and brake are made for thousands: here they happen to a dozen people.
Object.assign(SENDING.waves, { canaryPeople: 4 })
Object.assign(SENDING.brake.hardBounces, { least: 2, leastResults: 6 })

/** Approved campaigns over a few people, ready to start: where a story begins. */
export interface Scenario {
  name: string
  people: number
  /** What is particular about a person, by their number. */
  person?: (number: number) => Partial<ContactGiven>
  /** Who agreed to what, before. */
  granted?: (number: number) => string | undefined
  house?: Partial<House>
  campaigns: Partial<CampaignDraft>[]
}

const OFFICE_HOURS = Array.from({ length: 7 }, () => [[480, 1200] as const])

export const SCENARIOS: readonly Scenario[] = [
  { name: 'one ask, one reminder', people: 8, campaigns: [{}] },
  {
    name: 'two campaigns want the same people, who have room for one a week',
    people: 6,
    house: { budget: { per7Days: 1, per30Days: 3 } },
    campaigns: [{ reminders: 0 }, { topics: ['offers'], reminders: 1 }],
  },
  {
    name: 'an ask beside a message to those who agreed',
    people: 8,
    granted: (number) => (number % 2 === 0 ? 'newsletter' : undefined),
    house: { budget: { per7Days: 1, per30Days: 6 } },
    campaigns: [{ topics: ['offers'] }, { kind: 'topic', texts: {}, topics: ['newsletter'] }],
  },
  {
    name: 'a rate, office hours, shared addresses, two reminders',
    people: 7,
    person: (number) => (number % 4 === 3 ? { email: `p${number - 1}@example.com`, key: `k${number}` } : {}),
    house: { windows: { email: OFFICE_HOURS, sms: OFFICE_HOURS } },
    campaigns: [{ reminders: 2, ratePerMinute: 2 }],
  },
  {
    name: 'no reminder, two topics at once',
    people: 12,
    campaigns: [{ reminders: 0, topics: ['newsletter', 'offers'] }],
  },
]

/** A scenario laid out in a database of its own; every story on it begins from here. */
export interface Stage {
  scenario: Scenario
  store: Store
  memory: Memory
  campaigns: readonly number[]
  kinds: ReadonlyMap<number, string>
  /** Topics by `campaign contact`. */
  asked: ReadonlyMap<string, readonly string[]>
  /** By id. */
  people: ReadonlyMap<number, { number: number; email: string }>
}

const stages = new Map<Scenario, Promise<Stage>>()

export function stageOf(scenario: Scenario): Promise<Stage> {
  const known = stages.get(scenario) ?? layOut(scenario)
  stages.set(scenario, known)
  return known
}

async function layOut(scenario: Scenario): Promise<Stage> {
  const store = new Store()
  const database = store.openFor(new Actor('nobody'))
  await migrateToLatest(database)
  const keyring = await openKeyring(database, SECRET, undefined, BEGIN)
  const memory: Memory = { database, keyring, house: aHouse(scenario.house), holidays: publicHolidays() }
  const people = new Map<number, { number: number; email: string }>()
  for (let number = 1; number <= scenario.people; number += 1) {
    const given = { email: `p${number}@example.com`, ...scenario.person?.(number) }
    const contactId = await aContact(memory, BEGIN - DAY_MS, given)
    people.set(contactId, { number, email: given.email })
    const topic = scenario.granted?.(number)
    const granted = { contactId, type: 'granted', channel: 'email', via: 'answer-page' } as const
    if (topic !== undefined)
      await database.write((db) => appendEvents(db, memory, BEGIN - DAY_MS, [{ ...granted, topic }]))
  }
  const campaigns: number[] = []
  for (const change of scenario.campaigns) {
    const { texts: _, ...rest } = change
    campaigns.push(await anApprovedCampaign(memory, BEGIN, rest))
  }
  // What the last approval was about says nothing of sending, and would be read a hundred times a story.
  store.run('update campaigns set last_decision = null', [])
  watchDeliveries(store)
  const kinds = new Map(
    store.rows<{ id: number; kind: string }>('select id, kind from campaigns').map(({ id, kind }) => [id, kind]),
  )
  const audience = store.rows<{ who: string; pairs: string }>(
    "select campaign_id || ' ' || contact_id as who, pairs from campaign_audience",
  )
  const topicsIn = (pairs: string) => (JSON.parse(pairs) as { topic: string }[]).map(({ topic }) => topic)
  const asked = new Map(audience.map(({ who, pairs }) => [who, topicsIn(pairs)]))
  return { scenario, store, memory, campaigns, kinds, asked, people }
}
