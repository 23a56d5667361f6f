import { expect, test } from 'vitest'
import { untilDoubted } from './drivers/doubts.ts'
import { endAll, proveInvariants } from './drivers/invariants.ts'
import { aScene, GROUP, startFront } from './drivers/scene.ts'
import { GIVE_UP_MS, SIZES } from './drivers/sizes.ts'
import { summary } from './drivers/summary.ts'
import { untilAllWent, untilKept } from './drivers/until-all-went.ts'

test('two workers and a schedule process take everybody through: one worker is killed, one drained, and nobody is lost or written to twice', async () => {
  const said = summary()
  const people = SIZES.workersPeople
  const scene = await aScene('postgres', { people })
  const { dice, sink } = scene
  const front = await startFront(scene)
  const [schedule, doomed, drained] = await Promise.all(
    ['schedule', 'worker', 'worker'].map((roles) => scene.start({ roles })),
  )
  // Slow enough that both have something in hand whenever one is looked at.
  await sink.behave([], { answerAfterMs: 20 })
  await scene.approve()
  const preparedMs = performance.now()

  await untilKept(scene, Math.floor(people * (0.2 + 0.2 * dice.next())))
  expect(await doomed?.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' })
  await scene.start({ roles: 'worker' })
  await untilKept(scene, Math.floor(people * (0.6 + 0.2 * dice.next())))
  // What it had in hand is recorded before it ends: nothing of it is in doubt.
  expect(await drained?.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  await untilAllWent(scene, { giveUpMs: GIVE_UP_MS, leaving: 'dead workers’ messages' })
  const sendSeconds = Math.round((performance.now() - preparedMs) / 1000)

  // The living find the dead by its heartbeat.
  await untilDoubted(scene)
  expect([front, schedule].map((living) => living?.child.exitCode)).toEqual([null, null])
  await endAll(scene)
  const bound = GROUP.postgres
  const tally = await proveInvariants(scene, { bound })
  expect(tally).toMatchObject({ people, doubled: 0, lost: 0, failed: 0 })
  said({ database: 'postgres', kills: 1, drained: 1, ...tally, bound, sendSeconds, seed: dice.seed })
})
