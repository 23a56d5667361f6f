import { expect, test } from 'vitest'
import { createServerNews } from '#bot/delivery/server-news.ts'
import { type Circuit, CLOSED, type Lesson, learn } from '#core/deliveries/circuit.ts'
import { tellServer } from '#db/operations/alerts/tell-server.ts'
import { countWorkers } from '#db/operations/house/count-workers.ts'
import { beatHeart, startWorker, stopWorker } from '#db/operations/house/start-worker.ts'
import type { Memory } from '#db/operations/memory.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const down = { now: 'down', since: NOW, response: '451 no room' } as const
const trouble: Lesson = { scope: 'provider', response: '421 busy' }

test('one worker tells of an outage once, and of its end once, whatever lies between', () => {
  const newsOf = createServerNews()
  let circuit: Circuit = CLOSED
  expect(newsOf(circuit, NOW)).toEqual({ now: 'up' })
  circuit = learn(circuit, [trouble], NOW, 0)
  expect(newsOf(circuit, NOW + 1000)).toBeUndefined()
  expect(newsOf(circuit, NOW + 60_000)).toEqual({ now: 'down', since: NOW, response: '421 busy' })
  expect(newsOf(circuit, NOW + 120_000)).toBeUndefined()
  circuit = learn(circuit, [{ response: '250' }], NOW + 120_000, 0)
  expect(newsOf(circuit, NOW + 120_000)).toEqual({ now: 'up' })
  expect(newsOf(circuit, NOW + 121_000)).toBeUndefined()
})

test('trouble of a few seconds is nobody’s business', () => {
  const newsOf = createServerNews()
  newsOf(CLOSED, NOW)
  const open = learn(CLOSED, [trouble], NOW, 0)
  expect(newsOf(open, NOW + 10_000)).toBeUndefined()
  expect(newsOf(learn(open, [{ response: '250' }], NOW + 10_000, 0), NOW + 10_000)).toBeUndefined()
})

onBothDatabases('what is told of the mail server', (open) => {
  const told = ({ database }: Memory) =>
    database.read.selectFrom('notices').select(['kind', 'data', 'channel']).execute()

  test('one alert an outage, whoever sees it, and one word when it is over', async () => {
    const memory = await aMemory(await open())
    await tellServer(memory, NOW, 'email', { now: 'up' })
    expect(await told(memory)).toEqual([])
    await Promise.all([
      tellServer(memory, NOW, 'email', down),
      tellServer(memory, NOW, 'email', { ...down, since: NOW + 5 }),
    ])
    expect(await told(memory)).toMatchObject([{ kind: 'alert', channel: 'oncall' }])
    await Promise.all([
      tellServer(memory, NOW, 'email', { now: 'up' }),
      tellServer(memory, NOW, 'email', { now: 'up' }),
    ])
    const [, up, ...more] = await told(memory)
    expect(up).toMatchObject({ kind: 'mail-server-up', channel: 'oncall' })
    expect([NOW, NOW + 5]).toContain(JSON.parse(up?.data ?? '{}').since)
    expect(more).toEqual([])
    await tellServer(memory, NOW, 'email', down)
    expect(await told(memory)).toHaveLength(3)
  })

  test('what a server says is told without the addresses in it', async () => {
    const memory = await aMemory(await open())
    await tellServer(memory, NOW, 'email', {
      ...down,
      response: '550 <marie@example.org>: relay denied\r\nfor marie@example.org',
    })
    const [notice] = await told(memory)
    expect(JSON.parse(notice?.data ?? '{}')).toEqual({
      code: 'mail-server-down',
      response: '550 <…>: relay denied for …',
    })
  })

  test('workers that live share the limits: not those that stopped, died, or do something else', async () => {
    const database = await open()
    expect(await countWorkers(database, NOW)).toBe(1)
    if (database.dialect === 'sqlite') return
    const start = async (roles: string[], at = NOW) => {
      const started = await startWorker(database, { machine: 'm', pid: 1, roles, isAlive: () => true }, at)
      return 'worker' in started ? started.worker : 0
    }
    const first = await start(['worker'])
    await start(['web', 'worker', 'schedule'])
    await start(['web', 'bot'])
    const dead = await start(['worker'], NOW - 16_000)
    expect(await countWorkers(database, NOW)).toBe(2)
    await beatHeart(database, dead, NOW)
    expect(await countWorkers(database, NOW)).toBe(3)
    await stopWorker(database, first, NOW)
    expect(await countWorkers(database, NOW)).toBe(2)
  })
})
