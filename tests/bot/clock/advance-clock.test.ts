import { expect, test } from 'vitest'
import { advanceClock, forwardDuration } from '#bot/clock/advance-clock.ts'
import { createTestClock } from '#bot/clock/create-clock.ts'

const START = Temporal.Instant.from('2026-11-22T08:00:00Z')
const at = (text: string) => Temporal.Instant.from(text)

function memoryStore() {
  let kept = 0
  return { read: async () => kept, write: async (offsetMs: number) => void (kept = offsetMs) }
}

/** Work that falls due at given instants, and notes when it ran. */
function workDue(instants: Temporal.Instant[], now: () => Temporal.Instant) {
  const ran: string[] = []
  const waiting = [...instants]
  return {
    ran,
    async settle() {
      for (const due of waiting.filter((instant) => Temporal.Instant.compare(instant, now()) <= 0)) {
        waiting.splice(waiting.indexOf(due), 1)
        ran.push(`${due} at ${now()}`)
      }
    },
    nextDueAfter: async (after: Temporal.Instant) =>
      waiting.filter((due) => Temporal.Instant.compare(due, after) > 0).sort(Temporal.Instant.compare)[0],
  }
}

test('what falls due on the way runs at its own time and in order, what lies beyond waits', async () => {
  const clock = await createTestClock(() => START, memoryStore())
  const [later, sooner, beyond] = [at('2026-11-24T09:00:00Z'), at('2026-11-23T07:00:00Z'), at('2026-11-26T07:00:00Z')]
  const work = workDue([later, beyond, sooner], clock.now)
  expect(await advanceClock(clock, Temporal.Duration.from('P3D'), work)).toEqual(at('2026-11-25T08:00:00Z'))
  expect(work.ran).toEqual([`${sooner} at ${sooner}`, `${later} at ${later}`])
})

test('what falls due within one minute runs together, at its end', async () => {
  const clock = await createTestClock(() => START, memoryStore())
  const work = workDue([at('2026-11-22T09:00:01Z'), at('2026-11-22T09:00:40Z')], clock.now)
  await advanceClock(clock, Temporal.Duration.from('PT2H'), work)
  expect(work.ran.map((line) => line.split(' at ')[1])).toEqual(['2026-11-22T09:01:00Z', '2026-11-22T09:01:00Z'])
})

test('work that falls due because other work ran is not jumped over', async () => {
  const clock = await createTestClock(() => START, memoryStore())
  let next: Temporal.Instant | undefined = at('2026-11-22T10:00:00Z')
  const ran: string[] = []
  await advanceClock(clock, Temporal.Duration.from('P1D'), {
    nextDueAfter: async () => next,
    async settle() {
      if (next === undefined || Temporal.Instant.compare(next, clock.now()) > 0) return
      ran.push(clock.now().toString())
      next = ran.length < 3 ? next.add({ hours: 3 }) : undefined
    },
  })
  expect(ran).toEqual(['2026-11-22T10:00:00Z', '2026-11-22T13:00:00Z', '2026-11-22T16:00:00Z'])
})

test('every process that reads the store has the moved clock', async () => {
  const store = memoryStore()
  const [one, other] = [await createTestClock(() => START, store), await createTestClock(() => START, store)]
  await one.set(at('2026-12-01T00:00:00Z'))
  expect(other.now()).toEqual(START)
  await other.refresh()
  expect(other.now()).toEqual(at('2026-12-01T00:00:00Z'))
})

test.for([
  ['P3D', true],
  ['PT90M', true],
  ['P1M', true],
  ['P10Y', true],
  ['P11Y', false],
  ['-P1D', false],
  ['3 days', false],
  ['', false],
  [3, false],
  [null, false],
] as const)('%j is a duration forward: %s', ([text, expected]) => {
  expect(forwardDuration(text) !== undefined).toBe(expected)
})
