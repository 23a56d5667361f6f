import { countHome, type HomeNumbers } from '#db/operations/home/count-home.ts'
import type { Memory } from '#db/operations/memory.ts'

/** A count that took less is made again each time; a longer one is remembered for a while and shown with its moment. */
const CHEAP_MS = 200
const REMEMBERED_MS = 10 * 60_000

export interface NumbersNow {
  /** The last count; undefined before the first. */
  known: HomeNumbers | undefined
  /** A newer one under way, when there is one. */
  coming: Promise<HomeNumbers> | undefined
}

/** The numbers of the base for everybody's Home tab: counted once at a time, however many people look. */
export function createNumbers(memory: Pick<Memory, 'database' | 'house'>, now: () => number): () => NumbersNow {
  let known: HomeNumbers | undefined
  let freshUntil = Number.NEGATIVE_INFINITY
  let coming: Promise<HomeNumbers> | undefined

  async function count(): Promise<HomeNumbers> {
    const startedAt = performance.now()
    try {
      known = await countHome(memory, now())
      const tookMs = performance.now() - startedAt
      freshUntil = tookMs < CHEAP_MS ? Number.NEGATIVE_INFINITY : performance.now() + REMEMBERED_MS
      return known
    } finally {
      coming = undefined
    }
  }

  return () => {
    if (performance.now() >= freshUntil) coming ??= count()
    return { known, coming }
  }
}
