import { expect } from 'vitest'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { nextDueMessage } from '#db/operations/house/unsettled-work.ts'
import type { Exit, RunningProcess } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'
import type { Scene } from './scene.ts'
import { GIVE_UP_MS } from './sizes.ts'

/** Longer than a wave waits for the next. */
const STEP_MS = 16_000
/** What falls due in the same minute leaves together. */
const TOGETHER_MS = 60_000
/** Every process reads the test clock again each second. */
const CLOCK_READ_MS = 1_100
const QUIET_MS = 300

const WENT = new Set(['running', 'reminding', 'grace', 'closed'])

interface OpenSums {
  /** Of every campaign: nobody has a row yet. */
  unqueued: number
  waiting: number
  /** Of those waiting, whose instant has come. */
  due: number
  sending: number
}

interface Waiting {
  giveUpMs?: number
  /** Does not wait for what dead workers were handing over. */
  leaving?: 'dead workers’ messages'
}

/** Until nothing is queued, held or being handed over. */
export async function untilAllWent(scene: Scene, { giveUpMs, leaving }: Waiting = {}): Promise<void> {
  let lookedAt = 0
  const gone = async (quiet: boolean) => {
    // Counting very many people all the time would be a fault of its own.
    if (!quiet || performance.now() - lookedAt < QUIET_MS) return false
    lookedAt = performance.now()
    const open = await openSums(scene.memory)
    return open.unqueued + open.waiting + (leaving === undefined ? open.sending : 0) === 0
  }
  await steadily(scene, { what: 'everything to have left', giveUpMs }, gone)
  // A campaign that is void, or stopped by the product itself, leaves nothing to send either.
  const { campaigns } = await lookAt(scene)
  expect(campaigns.filter(({ state }) => !WENT.has(state))).toEqual([])
}

/** Until the sink has so many. */
export async function untilKept(scene: Scene, count: number, waiting: Omit<Patience, 'what'> = {}): Promise<void> {
  const enough = async () => (await scene.sink.counts()).kept >= count
  await steadily(scene, { what: `the mail server to have ${count}`, ...waiting }, enough)
}

/** Until the provider of SMS has taken so many. */
export async function untilTaken(scene: Scene, { taken }: { taken: readonly unknown[] }, count: number): Promise<void> {
  await steadily(scene, { what: `the provider to have taken ${count}` }, () => taken.length >= count)
}

/** Until a process has ended by itself. */
export async function untilEnded(scene: Scene, running: RunningProcess): Promise<Exit> {
  await steadily(scene, { what: 'the process to end by itself' }, () => !scene.running.has(running))
  return running.exited
}

interface Patience {
  what: string
  giveUpMs?: number | undefined
  /** Why there is nothing to wait for any more. */
  unless?: () => string | undefined
}

/**
 * Waits for a condition, which is told whether the mail server has been quiet for a while. Whenever it has, the test clock goes on by small
 * steps: to the next message due, or far enough for the next wave.
 */
export async function steadily(
  scene: Scene,
  { what, giveUpMs = GIVE_UP_MS, unless }: Patience,
  condition: (quiet: boolean) => boolean | Promise<boolean>,
): Promise<void> {
  const step = clockSteps(scene)
  const look = async () => {
    const quiet = await step.isQuiet()
    if (await condition(quiet)) return true
    if (quiet) await step.forward()
    return undefined
  }
  await until(look, { what, giveUpMs, state: () => lookAt(scene), ...(unless && { unless }) })
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
      const now = memory.now().epochMilliseconds
      const { unqueued, due } = await openSums(memory)
      const next = unqueued + due > 0 ? undefined : await nextDueMessage(memory.database, now)
      await moveClock(memory, next === undefined ? STEP_MS : next - now + TOGETHER_MS)
    },
  }
}

/** How many are due, not queued yet, or being handed over: held for later is not counted. */
export async function waitingNow({ memory }: Scene): Promise<number> {
  const { unqueued, due, sending } = await openSums(memory)
  return unqueued + due + sending
}

/** How many have not left yet, whenever their time is; what dead workers were handing over is not among them. */
export async function toLeave({ memory }: Scene): Promise<number> {
  const { unqueued, waiting } = await openSums(memory)
  return unqueued + waiting
}

/** The test clock of all processes goes forward; it never goes back. */
export async function moveClock({ clock }: OpenMemory, byMs: number): Promise<void> {
  if (!('set' in clock)) throw new Error('There is no test clock here.')
  await clock.set(clock.now().add({ milliseconds: byMs }))
}

async function lookAt({ memory, sink, running }: Scene) {
  const campaigns = await memory.database.read.selectFrom('campaigns').select(['id', 'state', 'wave']).execute()
  return { campaigns, open: await openSums(memory), sink: await sink.counts(), running: running.size }
}

async function openSums({ database, now }: OpenMemory): Promise<OpenSums> {
  // First of all: who has no row yet now may have one when the rows are counted, never the other way round.
  const { n } = await database.read
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', 'c.id', 'a.campaign_id')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('c.state', 'in', ['approved', 'running', 'reminding', 'grace', 'paused'])
    .whereRef('a.contact_id', '>', 'c.queued_through')
    .executeTakeFirstOrThrow()
  const nowMs = now().epochMilliseconds
  const rows = await database.read
    .selectFrom('deliveries')
    .select(['state', (e) => e.fn.countAll<number>().as('count')])
    .select((e) => e.fn.sum<number | string>(e.case().when('due_at', '<=', nowMs).then(1).else(0).end()).as('due'))
    .where('state', 'in', ['queued', 'held', 'sending'])
    .groupBy('state')
    .execute()
  const sums: OpenSums = { unqueued: n, waiting: 0, due: 0, sending: 0 }
  for (const { state, count, due } of rows) {
    if (state === 'sending') sums.sending = count
    else {
      sums.waiting += count
      sums.due += Number(due)
    }
  }
  return sums
}
