import type { TestClock } from './create-clock.ts'

/** What the test clock drives. */
export interface Settling {
  /** Runs everything due by the clock's now, until nothing is queued or sending. */
  settle(): Promise<void>
  /** The soonest instant after `after` at which something falls due; undefined when nothing waits. */
  nextDueAfter(after: Temporal.Instant): Promise<Temporal.Instant | undefined>
}

/** No honest advance has more due instants; a store that always names a new one must not hang the request. */
const MOST_STEPS = 20_000

/**
 * Moves the test clock by a duration, from due instant to due instant: what falls due on Tuesday runs on Tuesday, before
 * what falls due on Wednesday. Ends when everything due has run.
 */
export async function advanceClock(
  clock: TestClock,
  by: Temporal.Duration,
  { settle, nextDueAfter }: Settling,
): Promise<Temporal.Instant> {
  await clock.refresh()
  const target = clock.now().toZonedDateTimeISO('UTC').add(by).toInstant()
  await settle()
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const due = await nextDueAfter(clock.now())
    // To the full minute: what a group of messages left a second apart falls due together.
    const next = due?.round({ smallestUnit: 'minute', roundingMode: 'ceil' })
    if (next === undefined || Temporal.Instant.compare(next, target) >= 0) break
    // While things run, the clock runs too: never back.
    if (Temporal.Instant.compare(next, clock.now()) > 0) await clock.set(next)
    await settle()
  }
  if (Temporal.Instant.compare(target, clock.now()) > 0) await clock.set(target)
  await settle()
  return clock.now()
}

/** `P3D`, `PT90M`: a duration forward of at most ten years; undefined when it is anything else. */
export function forwardDuration(text: unknown): Temporal.Duration | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined
  try {
    const duration = Temporal.Duration.from(text)
    const days = duration.total({ unit: 'days', relativeTo: Temporal.PlainDate.from('2000-01-01') })
    return duration.sign >= 0 && days <= 3660 ? duration : undefined
  } catch {
    return undefined
  }
}
