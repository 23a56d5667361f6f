import type { Memory } from '#db/operations/memory.ts'
import { actsSince, agreedByTopic, askedSince, contactCount } from '#db/tables/home-numbers.ts'

const DAYS = 30
const DAY_MS = 86_400_000

export interface HomeNumbers {
  /** The moment they were counted at. */
  at: number
  contacts: number
  /** People who agree now, by topic of the house, whatever the channel. */
  agreed: { topic: string; people: number }[]
  /** People, in the last 30 days. */
  asked: number
  answered: number
  declined: number
}

/** The numbers of the whole base. They walk over large tables: whoever shows them remembers them for a while, with their moment. */
export async function countHome(
  { database, house }: Pick<Memory, 'database' | 'house'>,
  now: number,
): Promise<HomeNumbers> {
  const since = now - DAYS * DAY_MS
  return database.snapshot(async (db) => {
    const agreed = await agreedByTopic(db)
    return {
      at: now,
      contacts: await contactCount(db),
      agreed: house.topics.map(({ id }) => ({ topic: id, people: agreed.get(id) ?? 0 })),
      asked: await askedSince(db, since),
      ...(await actsSince(db, since)),
    }
  })
}
