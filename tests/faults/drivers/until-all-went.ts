import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { nextDueMessage } from '#db/operations/house/unsettled-work.ts'
import { until } from '#tests/support/until.ts'
import type { Scene } from './scene.ts'

/** Longer than a wave waits for the next. */
const WAVE_STEP_MS = 16_000
/** Every process reads the test clock again each second. */
const CLOCK_READ_MS = 1_100
const QUIET_MS = 300

export interface OpenSums {
  /** Of every campaign: nobody has a row yet. */
  unqueued: number
  waiting: number
  sending: number
}

interface Waiting {
  giveUpMs?: number
  /** Called at each look; what it throws ends the waiting. */
  meanwhile?: () => void | Promise<void>
  /** Moves the test clock when nothing happens; without it only the machine's time passes. */
  clock?: 'steps' | 'still'
}

/**
 * Until nothing is queued, held or being handed over. When all is quiet the test clock goes on by small steps: to the next message due, or far
 * enough for the next wave.
 */
export async function untilAllWent(
  scene: Scene,
  { giveUpMs = 60_000, meanwhile, clock = 'steps' }: Waiting = {},
): Promise<void> {
  const step = clockSteps(scene)
  await until(
    async () => {
      await meanwhile?.()
      if (!(await step.isQuiet())) return undefined
      const open = await openSums(scene.memory)
      if (open.unqueued + open.waiting + open.sending === 0) return true
      if (clock === 'steps') await step.forward()
      return undefined
    },
    { what: 'everything to have left', giveUpMs, state: () => lookAt(scene) },
  )
}

/** Until the sink has so many, the clock moved on when nothing happens. */
export async function untilKept(scene: Scene, count: number, { giveUpMs = 60_000, meanwhile }: Waiting = {}) {
  const step = clockSteps(scene)
  await until(
    async () => {
      await meanwhile?.()
      if ((await scene.sink.counts()).kept >= count) return true
      if (await step.isQuiet()) await step.forward()
      return undefined
    },
    { what: `the mail server to have ${count}`, giveUpMs, state: () => lookAt(scene) },
  )
}

function clockSteps({ memory, sink }: Scene) {
  let seen = -1
  let changedAt = performance.now()
  let movedAt = 0
  return {
    /** The mail server got nothing new for a while. */
    async isQuiet() {
      const { kept, moods } = await sink.counts()
      if (kept + moods !== seen) changedAt = performance.now()
      seen = kept + moods
      return performance.now() - changedAt > QUIET_MS
    },
    async forward() {
      if (performance.now() - movedAt < CLOCK_READ_MS) return
      movedAt = performance.now()
      const now = memory.now()
      const next = (await nextDueMessage(memory.database, now.epochMilliseconds)) ?? Number.POSITIVE_INFINITY
      const wave = now.epochMilliseconds + WAVE_STEP_MS
      const isDue = (await openSums(memory)).waiting > 0 && next > wave
      await moveClock(memory, (isDue ? next + 1 : wave) - now.epochMilliseconds)
    },
  }
}

/** The test clock of all processes goes forward; it never goes back. */
export async function moveClock({ clock }: OpenMemory, byMs: number): Promise<void> {
  if (!('set' in clock)) throw new Error('There is no test clock here.')
  await clock.set(clock.now().add({ milliseconds: byMs }))
}

async function lookAt({ memory, sink, running }: Scene) {
  return { open: await openSums(memory), sink: await sink.counts(), running: running.size }
}

async function openSums({ database }: OpenMemory): Promise<OpenSums> {
  const states = await database.read
    .selectFrom('deliveries')
    .select(['state', (e) => e.fn.countAll<number>().as('n')])
    .where('state', 'in', ['queued', 'held', 'sending'])
    .groupBy('state')
    .execute()
  const of = (state: string) => states.find((row) => row.state === state)?.n ?? 0
  const unqueued = await database.read
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', 'c.id', 'a.campaign_id')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('c.state', 'in', ['approved', 'running', 'reminding', 'grace', 'paused'])
    .whereRef('a.contact_id', '>', 'c.queued_through')
    .executeTakeFirstOrThrow()
  return { unqueued: unqueued.n, waiting: of('queued') + of('held'), sending: of('sending') }
}
