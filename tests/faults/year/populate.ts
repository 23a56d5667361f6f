import type { Channel, WeekWindow } from '#core/house.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { insertRows } from '#db/tables/insert-rows.ts'
import type { Random } from '#tests/simulation/random.ts'
import { TOPICS, type Wishes, type YearPerson } from './oracle.ts'
import { PLACES } from './places.ts'

const DAY_MS = 86_400_000
const A_BATCH = 1000
const CHANNELS = ['email', 'sms'] as const
/** Tags a campaign's segment is made of. */
export const TAGS = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5'] as const

/** So many people in random places, with random wishes; half of them agreed to something. */
export async function populate(memory: Memory, now: number, count: number, random: Random): Promise<YearPerson[]> {
  const people: YearPerson[] = []
  for (let from = 1; from <= count; from += A_BATCH) {
    const batch = Array.from({ length: Math.min(A_BATCH, count - from + 1) }, (_, i) => aPerson(from + i, now, random))
    await insert(memory, now, batch, random)
    people.push(...batch)
  }
  return people
}

function aPerson(id: number, now: number, random: Random): YearPerson {
  const place = random.pick(PLACES)
  if (place === undefined) throw new Error('There is no place to be.')
  const reaches = new Set<Channel>(random.chance(0.75) ? CHANNELS : [random.pick(CHANNELS) ?? 'email'])
  // Where only the number says where somebody is, there is one.
  if (Object.keys(place.recorded).length === 0) reaches.add('sms')
  const agreed = new Set<string>()
  for (const topic of TOPICS) for (const channel of reaches) if (random.chance(0.6)) agreed.add(`${topic} ${channel}`)
  return { id, place, wishes: someWishes(now, random), agreed, off: new Set(), reaches, repliedAt: 0 }
}

const everyDay = (...day: (readonly [number, number])[]): WeekWindow => Array.from({ length: 7 }, () => day)
const weekend = (...day: (readonly [number, number])[]): WeekWindow => [[], [], [], [], [], day, day]

/** Hours people choose: within the country's and the house's, beside them, split, for minutes, at night, and such as no SMS in France may keep. */
const HOURS: readonly WeekWindow[] = [
  everyDay([1080, 1290]),
  everyDay([720, 840]),
  weekend([600, 1020]),
  everyDay([390, 465], [1260, 1380]),
  [
    [[540, 660]],
    [],
    [
      [840, 900],
      [1140, 1200],
    ],
    [],
    [[555, 585]],
    [],
    [],
  ],
  everyDay([0, 1440]),
  [[], [], [], [], [], [], [[600, 720]]],
  everyDay([120, 180], [1020, 1050]),
]
const QUIET = [
  { from: 1320, to: 480 },
  { from: 720, to: 840 },
  { from: 1050, to: 555 },
  { from: 0, to: 600 },
  { from: 570, to: 575 },
]
const BUDGETS: readonly Wishes['budget'][] = [
  { per7Days: 1, per30Days: 3 },
  { per7Days: 1 },
  { per30Days: 2 },
  { per7Days: 4, per30Days: 12 },
  { per7Days: 9, per30Days: 50 },
]

/** What somebody may come to wish; often nothing. */
export function someWishes(now: number, random: Random): Wishes {
  const hours = random.chance(0.15) ? random.pick(HOURS) : undefined
  const quiet = random.chance(0.15) ? random.pick(QUIET) : undefined
  const budget = random.chance(0.2) ? random.pick(BUDGETS) : undefined
  const preferredChannel = random.chance(0.2) ? random.pick(CHANNELS) : undefined
  const pausedUntil = random.chance(0.08) ? now + random.between(1, 60 * 24) * 3_600_000 : undefined
  return {
    ...(hours && { hours }),
    ...(quiet && { quiet }),
    ...(budget && { budget }),
    ...(preferredChannel && { preferredChannel }),
    ...(pausedUntil && { pausedUntil }),
  }
}

function addressOf({ id }: Pick<YearPerson, 'id'>): string {
  return `p${id}@example.org`
}

/** A number that is valid there; nobody else of the place has it. */
export function numberOf({ id, place }: Pick<YearPerson, 'id' | 'place'>): string {
  const left = lengthOf(place.phone) - place.phone.length
  return `${place.phone}${String(id % 10 ** left).padStart(left, '0')}`
}

/** With the plus, by calling code. */
function lengthOf(phone: string): number {
  const [, length = 12] = LENGTHS.find(([code]) => phone.startsWith(code)) ?? []
  return length
}

// biome-ignore format: a table
const LENGTHS: readonly (readonly [string, number])[] = [
  ['+1', 12], ['+262', 13], ['+59', 13], ['+33', 12], ['+32', 12], ['+44', 13], ['+351', 13], ['+34', 12], ['+49', 14], ['+61', 12],
  ['+64', 12], ['+212', 13], ['+977', 14], ['+55', 14], ['+20', 13], ['+56', 12],
]

async function insert(memory: Memory, now: number, people: readonly YearPerson[], random: Random): Promise<void> {
  const { database, keyring } = memory
  await database.write(async (db) => {
    await insertRows(
      db,
      'contacts',
      people.map((person) => {
        const email = person.reaches.has('email') ? addressOf(person) : null
        const phone = person.reaches.has('sms') ? numberOf(person) : null
        const { country = null, region = null, postcode = null, time_zone = null } = person.place.recorded
        return {
          id: person.id,
          key: `p${person.id}`,
          email,
          email_hash: email === null ? null : keyring.addressHash(email),
          email_state: 'usable' as const,
          phone,
          phone_hash: phone === null ? null : keyring.addressHash(phone),
          first_name: 'Marie',
          language: 'fr',
          country,
          region,
          postcode,
          time_zone,
          kind: 'b2c' as const,
          last_click_at: now - 10 * DAY_MS,
          tags: JSON.stringify(TAGS.filter(() => random.chance(0.35))),
          custom: '{}',
          facts_as_of: now,
          created_at: now,
          updated_at: now,
        }
      }),
    )
    const source = await db
      .insertInto('sources')
      .values({
        name: `Salon ${people[0]?.id}`,
        basis: 'lawful',
        attested_at: now,
        attested_by: 'U0CHLOE',
        collected_at: now - 100 * DAY_MS,
        imported_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertRows(
      db,
      'contact_sources',
      people.map(({ id }) => ({
        contact_id: id,
        source_id: source.id,
        row_number: id,
        documented: 0,
        topics: '[]',
        channels: '["email"]',
      })),
    )
    await insertRows(
      db,
      'preferences',
      people
        .filter(({ wishes }) => Object.keys(wishes).length > 0)
        .map(({ id, wishes }) => ({ contact_id: id, settings: JSON.stringify(wishes), at: now })),
    )
  })
  const granted = { type: 'granted', via: 'answer-page' } as const
  await database.write((db) =>
    appendEvents(
      db,
      memory,
      now,
      people.flatMap(({ id, agreed }) =>
        [...agreed].map((pair) => {
          const [topic = '', channel] = pair.split(' ')
          return { ...granted, contactId: id, topic, channel: channel as Channel }
        }),
      ),
    ),
  )
}
