import { expect, test } from 'vitest'
import { claimSchedule, dueSchedules, registerSchedules } from '#db/operations/house/claim-schedule.ts'
import { readClockOffsetMs, writeClockOffsetMs } from '#db/operations/house/clock-offset.ts'
import {
  beatHeart,
  deadWorkers,
  HEARTBEAT_LIMIT_MS,
  type Starter,
  startWorker,
  stopWorker,
} from '#db/operations/house/start-worker.ts'
import {
  nextCampaignMove,
  nextDueMessage,
  unsentNotices,
  unsettledMessages,
} from '#db/operations/house/unsettled-work.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const T = 1_800_000_000_000
const starter = (change: Partial<Starter> = {}): Starter => ({
  machine: 'here',
  pid: 10,
  roles: ['web', 'worker'],
  isAlive: () => true,
  ...change,
})

onBothDatabases('the house', (open, { kind }) => {
  test('a schedule is claimed once, however many try, and is due again after its interval', async () => {
    const database = await open()
    await registerSchedules(database, [{ name: 'tick', everyMs: 1000 }], T)
    expect(await dueSchedules(database, T)).toEqual(['tick'])
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimSchedule(database, 'tick', T)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    expect(await dueSchedules(database, T + 999)).toEqual([])
    expect(await claimSchedule(database, 'tick', T + 999)).toBe(false)
    expect(await claimSchedule(database, 'tick', T + 1000)).toBe(true)
  })

  test('registering again keeps when a schedule is due, and takes its new interval', async () => {
    const database = await open()
    await registerSchedules(database, [{ name: 'tick', everyMs: 1000 }], T)
    await claimSchedule(database, 'tick', T)
    await registerSchedules(database, [{ name: 'tick', everyMs: 60_000 }], T + 1)
    expect(await dueSchedules(database, T + 1)).toEqual([])
    await claimSchedule(database, 'tick', T + 1000)
    expect(await dueSchedules(database, T + 60_999)).toEqual([])
    expect(await dueSchedules(database, T + 61_000)).toEqual(['tick'])
  })

  test('the clock offset is kept', async () => {
    const database = await open()
    expect(await readClockOffsetMs(database)).toBe(0)
    await writeClockOffsetMs(database, 259_200_000)
    await writeClockOffsetMs(database, 345_600_000)
    expect(await readClockOffsetMs(database)).toBe(345_600_000)
  })

  test('who works on the database: one on SQLite, many on PostgreSQL', async () => {
    const database = await open()
    const first = await startWorker(database, starter(), T)
    expect(first).toEqual({ worker: expect.any(Number) })
    const second = await startWorker(database, starter({ pid: 11 }), T + 5000)
    if (kind === 'sqlite') expect(second).toEqual({ runningSince: T })
    else expect(second).toEqual({ worker: expect.any(Number) })
  })

  test.for([
    ['ended cleanly', {}, 0, true],
    ['was killed on this machine', { pid: 11, isAlive: () => false }, 0, false],
    ['had the number we have now', {}, 0, false],
    ['stopped beating on another machine', { machine: 'there', pid: 11 }, HEARTBEAT_LIMIT_MS + 1, false],
  ] as const)('a start follows one that %s', async ([, change, afterMs, clean]) => {
    const database = await open()
    const first = await startWorker(database, starter(), T)
    if (clean && 'worker' in first) await stopWorker(database, first.worker, T)
    const next = await startWorker(database, starter(change), T + afterMs)
    expect(next).toEqual({ worker: expect.any(Number) })
  })

  test('a heart that is given up beats no more', async () => {
    const database = await open()
    const started = await startWorker(database, starter(), T)
    const worker = 'worker' in started ? started.worker : 0
    expect(await beatHeart(database, worker, T + HEARTBEAT_LIMIT_MS)).toBe(true)
    expect(await deadWorkers(database, T + 2 * HEARTBEAT_LIMIT_MS)).toEqual([])
    expect(await beatHeart(database, worker, T + 2 * HEARTBEAT_LIMIT_MS)).toBe(true)
    // Dead only now; nothing was being handed over, so nothing is in doubt.
    expect(await deadWorkers(database, T + 4 * HEARTBEAT_LIMIT_MS)).toEqual([])
    expect(await beatHeart(database, worker, T + 4 * HEARTBEAT_LIMIT_MS)).toBe(false)
  })

  test('a dead worker is named while it has a message it was handing over', async () => {
    const database = await open()
    const started = await startWorker(database, starter(), T)
    const worker = 'worker' in started ? started.worker : 0
    await database.write((db) =>
      db
        .insertInto('service_messages')
        .values({
          kind: 'fresh-link',
          address: 'a@b.fr',
          address_hash: 'x',
          language: 'fr',
          data: '{}',
          state: 'sending',
          due_at: T,
          attempts: 0,
          worker_id: worker,
        })
        .execute(),
    )
    expect(await deadWorkers(database, T + 1)).toEqual([])
    expect(await unsettledMessages(database, T)).toBe(1)
    expect(await deadWorkers(database, T + HEARTBEAT_LIMIT_MS + 1)).toEqual([worker])
  })

  test('an empty house waits for nothing', async () => {
    const database = await open()
    expect(await unsettledMessages(database, T)).toBe(0)
    expect(await unsentNotices(database, T)).toBe(0)
    expect(await nextDueMessage(database, T)).toBeUndefined()
    expect(await nextCampaignMove(database, T)).toBeUndefined()
  })
})
