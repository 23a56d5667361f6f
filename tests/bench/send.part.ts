import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createLog } from '#bot/log/create-log.ts'
import { openDelivery } from '#bot/process/open-delivery.ts'
import { type PostgresCluster, startPostgresCluster } from '#tests/support/postgres-cluster.ts'
import { carefulLoop, readyMadeLoop } from './careful-loop.ts'
import type { BenchPart, BenchRow } from './run.ts'
import { aSendBase, type SendBase } from './send-base.ts'
import { type Sink, startSink } from './sink.ts'

const ROUNDS = 3
const MESSAGES_A_ROUND = 1500
const TARGETS = { sqlite: 2.8, postgres: 2.5, workers: 1.7 }
/** As many as the product opens, so that neither side has more. */
const CONNECTIONS = { sqlite: 32, postgres: 32 }
const SLOW = { delayMs: 50, connections: 20, rounds: 2, messages: 800 }

type Tell = (row: BenchRow) => void

/**
 * `npm run bench send`: the worker as the product wires it (claim, decide, substitute, sign, send, record) beside the loop a careful user would
 * write, turn by turn in one process, into a mail server in another. What a round sent is counted there.
 */
export const part: BenchPart = {
  async measure(tell, { largest }) {
    const folder = await mkdtemp(join(tmpdir(), 'egard-bench-'))
    const messages = Math.min(MESSAGES_A_ROUND, largest)
    try {
      await measurePipeline('sqlite', `sqlite:${join(folder, 'send.db')}`, folder, messages, tell)
      await onPostgres(tell, async (cluster) => {
        await createDatabases(cluster, ['send', 'workers'])
        await measurePipeline('postgres', cluster.url('send'), folder, messages, tell)
        await measureWorkers(cluster.url('workers'), folder, Math.min(SLOW.messages, largest), tell)
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function onPostgres(tell: Tell, measure: (cluster: PostgresCluster) => Promise<void>): Promise<void> {
  const cluster = await startPostgresCluster().catch((error: unknown) => String(error))
  if (typeof cluster === 'string') {
    for (const name of ['send.postgres', 'send.two-workers']) {
      tell({ name, unit: 'messages/s', skipped: cluster.slice(0, 200) })
    }
    return
  }
  try {
    await measure(cluster)
  } finally {
    await cluster.stop()
  }
}

async function createDatabases(cluster: PostgresCluster, names: readonly string[]): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  await client.connect()
  for (const name of names) await client.query(`CREATE DATABASE ${name}`)
  await client.end()
}

async function measurePipeline(
  database: 'sqlite' | 'postgres',
  url: string,
  folder: string,
  messages: number,
  tell: Tell,
): Promise<void> {
  const sink = await startSink()
  const base = await aSendBase(url, folder, messages * (ROUNDS + 1))
  const connections = CONNECTIONS[database]
  const log = createLog('error', process.stderr)
  const smtpUrl = `smtp://127.0.0.1:${sink.port}`
  const delivery = await openDelivery({
    memory: base.memory,
    worker: 1,
    smtpUrl,
    publicOrigin: () => 'https://egard.example',
    machine: () => Temporal.Now.instant(),
    log,
  })
  const careful = await carefulLoop(base, sink.port, connections)
  const ready = await readyMadeLoop(base, sink.port, connections)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const pipeline = async () => {
    delay.enable()
    await delivery.drain()
    delay.disable()
  }
  const taken = { pipeline: NOTHING, careful: NOTHING, ready: NOTHING }
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      if (round === 1) delay.reset()
      await base.letGo(messages)
      taken.pipeline = plus(taken.pipeline, await timed(sink, messages, pipeline), round)
      taken.careful = plus(taken.careful, await timed(sink, messages, () => careful.send(messages)), round)
      taken.ready = plus(taken.ready, await timed(sink, messages, () => ready.send(messages)), round)
    }
  } finally {
    careful.close()
    ready.close()
    await delivery.close()
    await base.memory.close()
    sink.stop()
  }
  const speed = ({ seconds }: Taken) => Math.round((ROUNDS * messages) / seconds)
  const cpu = ({ cpuSeconds }: Taken) => Math.round((cpuSeconds / (ROUNDS * messages)) * 1e6)
  const ratio = hundredths(taken.careful.seconds / taken.pipeline.seconds)
  const target = TARGETS[database]
  const name = `send.${database}`
  const beside = { value: speed(taken.pipeline), unit: 'messages/s', baseline: speed(taken.careful) }
  tell({ name, ...beside, ratio, target, met: ratio >= target })
  tell({ name: `${name}.cpu`, value: cpu(taken.pipeline), unit: 'µs of CPU a message', baseline: cpu(taken.careful) })
  tell({ name: `${name}.ceiling`, value: speed(taken.ready), unit: 'ready-made messages/s' })
  const eventLoop = database === 'sqlite' ? 'send.event-loop' : 'send.event-loop.postgres'
  tell({ name: eventLoop, value: hundredths(delay.percentile(99) / 1e6), unit: 'ms of delay, p99' })
}

interface Taken {
  seconds: number
  /** Of this process, all its threads. */
  cpuSeconds: number
}

const NOTHING: Taken = { seconds: 0, cpuSeconds: 0 }

/** The first round warms everything up and is not counted. */
function plus(sum: Taken, { seconds, cpuSeconds }: Taken, round: number): Taken {
  return round === 0 ? sum : { seconds: sum.seconds + seconds, cpuSeconds: sum.cpuSeconds + cpuSeconds }
}

/** What it took until the mail server had so many more messages, and no other number of them. */
async function timed(sink: Sink, messages: number, work: () => Promise<unknown>): Promise<Taken> {
  const before = await sink.accepted()
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  const accepted = (await sink.accepted()) - before
  if (accepted !== messages) throw new Error(`${accepted} of ${messages} messages arrived: nothing was measured.`)
  return { seconds, cpuSeconds: (user + system) / 1e6 }
}

async function measureWorkers(url: string, folder: string, messages: number, tell: Tell): Promise<void> {
  const sink = await startSink(SLOW.delayMs)
  const base = await aSendBase(url, folder, messages * (SLOW.rounds * 2 + 1))
  const workers = await Promise.all([2, 3].map((worker) => startWorker(base, worker, sink.port)))
  const drain = (some: readonly BenchWorker[]) => Promise.all(some.map((worker) => worker.drain()))
  const seconds = { one: 0, two: 0 }
  try {
    await base.letGo(messages)
    await timed(sink, messages, () => drain(workers))
    for (let round = 0; round < SLOW.rounds; round += 1) {
      await base.letGo(messages)
      seconds.one += (await timed(sink, messages, () => drain(workers.slice(0, 1)))).seconds
      await base.letGo(messages)
      seconds.two += (await timed(sink, messages, () => drain(workers))).seconds
    }
  } finally {
    for (const worker of workers) worker.stop()
    await base.memory.close()
    sink.stop()
  }
  const speed = (taken: number) => Math.round((SLOW.rounds * messages) / taken)
  const ratio = hundredths(seconds.one / seconds.two)
  const beside = { value: speed(seconds.two), unit: 'messages/s', baseline: speed(seconds.one) }
  tell({ name: 'send.two-workers', ...beside, ratio, target: TARGETS.workers, met: ratio >= TARGETS.workers })
}

interface BenchWorker {
  drain(): Promise<void>
  stop(): void
}

async function startWorker({ environment }: SendBase, worker: number, port: number): Promise<BenchWorker> {
  const args = [worker, SLOW.connections, port].map(String)
  const env = { PATH: process.env['PATH'], ...environment }
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
  const child = fork(join(import.meta.dirname, 'worker-child.ts'), args, { env, stdio: [...stdio] })
  await once(child, 'message')
  return {
    async drain() {
      child.send('drain')
      await once(child, 'message')
    },
    stop: () => child.disconnect(),
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
