const POLL_MS = 20
const GIVE_UP_MS = 15_000

interface Waiting<T> {
  /** What is waited for, in words; opens the failure's message. */
  what: string
  /** Shown when giving up, instead of the last value of the condition. */
  state?: () => unknown
  /** Gives up after this long; only for work that is honestly slower than 15 seconds. */
  giveUpMs?: number
  /** Why there is nothing to wait for any more; ends the waiting at once. */
  unless?: () => string | undefined
  /** Says when the value is the awaited one; without it, any value but false, null and undefined is. */
  is?: (value: T) => boolean
}

/**
 * Waits for a condition by asking every 20 ms and resolves to its value. Gives up after 15 s with the last state seen.
 * A condition that throws counts as "not yet": its error is the state shown.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, state, unless = () => undefined, giveUpMs = GIVE_UP_MS, is = isThere }: Waiting<Awaited<T>>,
): Promise<NonNullable<Awaited<T>>> {
  const startedAt = performance.now()
  for (;;) {
    let seen: unknown
    try {
      const value = await condition()
      if (is(value)) return value as NonNullable<Awaited<T>>
      seen = value
    } catch (error) {
      seen = error
    }
    const vain = unless()
    if (vain !== undefined) throw new Error(`Stopped waiting for: ${what}. ${vain}`)
    if (performance.now() - startedAt > giveUpMs) throw new Error(await givenUp(what, giveUpMs, state ?? (() => seen)))
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

function isThere(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined
}

async function givenUp(what: string, giveUpMs: number, state: () => unknown): Promise<string> {
  const last = await state()
  const shown = last instanceof Error ? (last.stack ?? last.message) : JSON.stringify(last, undefined, 2)
  return `Gave up after ${giveUpMs} ms waiting for: ${what}. Last state seen: ${shown}`
}
