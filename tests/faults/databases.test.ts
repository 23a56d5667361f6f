import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrateToLatest } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { startPostgresCluster } from '#tests/support/postgres-cluster.ts'
import { untilDoubted } from './drivers/doubts.ts'
import { endAll, proveInvariants } from './drivers/invariants.ts'
import { keepRunning } from './drivers/keep-running.ts'
import { aScene, GROUP } from './drivers/scene.ts'
import { IS_LARGE } from './drivers/sizes.ts'
import { untilAllWent, untilKept } from './drivers/until-all-went.ts'

const PEOPLE = 380
/** A writer waits ten seconds for the lock. */
const LOCKED_MS = 11_500

describe('a database that fails', () => {
  test('PostgreSQL restarted under two workers, once with a goodbye and once without: nobody is lost or written to twice', async () => {
    const cluster = await startPostgresCluster({ synchronous_commit: 'on' })
    onTestFinished(() => cluster.stop())
    const databaseUrl = cluster.url('postgres')
    await migrate(databaseUrl)
    const scene = await aScene('postgres', { people: PEOPLE, databaseUrl })
    const { sink, dice } = scene
    const supervised = await keepRunning(scene, 'web,bot,schedule', ['worker', 'worker'])
    await sink.behave([], { answerAfterMs: 40 })
    await scene.approve()
    const restarts = dice.shuffled(['goodbye', 'crash'] as const)
    for (const [i, how] of restarts.entries()) {
      await untilKept(scene, dice.between(40 + i * 140, 100 + i * 140))
      await cluster.restart(how)
    }
    await untilAllWent(scene, { leaving: 'dead workers’ messages' })
    await untilDoubted(scene)
    supervised.noMore()
    await endAll(scene)
    const tally = await proveInvariants(scene, { bound: restarts.length * 2 * GROUP.postgres })
    expect(tally).toMatchObject({ people: PEOPLE, failed: 0 })
  })

  // It lasts as long as the lock: only in the larger run.
  test.runIf(IS_LARGE)(
    'SQLite locked by another process for longer than anybody waits: nobody is lost or written to twice',
    async () => {
      const scene = await aScene('sqlite', { people: 150 })
      const { sink, memory } = scene
      const supervised = await keepRunning(scene, undefined, [])
      await sink.behave([], { answerAfterMs: 40 })
      await scene.approve()
      await untilKept(scene, 40)
      // This test is another process: while it holds the one write lock, the sender can neither claim nor record.
      await memory.database.write(() => wait(LOCKED_MS))
      await untilAllWent(scene)
      supervised.noMore()
      const tally = await proveInvariants(scene, { bound: GROUP.sqlite })
      expect(tally).toMatchObject({ people: 150, failed: 0 })
    },
  )
})

async function migrate(url: string): Promise<void> {
  const database = await openDatabase(url)
  try {
    await migrateToLatest(database)
  } finally {
    await database.close()
  }
}
