import { setTimeout } from 'node:timers/promises'
import type { SegmentFilter } from '#core/contacts/segment.ts'
import type { Memory } from '#db/operations/memory.ts'
import { countPeople, type PeopleCount } from '#db/operations/segments/count-people.ts'

/** What a person waits for beside a click; a longer count arrives on its own. */
const QUICK_MS = 400
/** After this a count is no longer waited for. */
const LONGEST_MS = 20_000

export type Counted = PeopleCount | 'too-long'

export interface Counting {
  /** The count, when it took no longer than a blink. */
  quick: Counted | undefined
  /** The count, whenever it comes; undefined when another filter was asked for in the same place meanwhile. */
  later: Promise<Counted | undefined>
}

export type Counter = (place: string, filter: SegmentFilter) => Promise<Counting>

/** Counts one filter after the other, so that people who click do not make the database count several times at once. */
export function createCounter(memory: Pick<Memory, 'database'>): Counter {
  const newest = new Map<string, object>()
  let turn: Promise<unknown> = Promise.resolve()

  return async (place, filter) => {
    const asked = {}
    newest.set(place, asked)
    const wanted = () => newest.get(place) === asked
    const counted = turn.then(() => (wanted() ? countPeople(memory, filter) : undefined))
    turn = counted.catch(() => undefined)
    const later = Promise.race([counted, waited(LONGEST_MS)])
      .then((count): Counted | undefined => (wanted() ? (count ?? undefined) : undefined))
      .finally(() => {
        if (wanted()) newest.delete(place)
      })
    return { quick: await Promise.race([later, setTimeout(QUICK_MS, undefined)]), later }
  }
}

/** Resolves to `too-long`, and keeps no process alive for it. */
async function waited(ms: number): Promise<'too-long'> {
  await setTimeout(ms, undefined, { ref: false })
  return 'too-long'
}
