import { expect, test } from 'vitest'
import { deliveryRows, proveInvariants } from './drivers/invariants.ts'
import { aScene } from './drivers/scene.ts'
import { moveClock, untilAllWent, untilKept } from './drivers/until-all-went.ts'

const HOUR_MS = 3_600_000

// The test clock jumps, as the product's own would after a suspended machine; the machine's clock cannot be moved here.
test('the clock jumps forward during a send: into the night, and past the best-before; nobody is lost, written to twice, or written to too late', async () => {
  const people = 300
  const scene = await aScene('sqlite', { people })
  const { sink, memory, dice } = scene
  await scene.start()
  await sink.behave([], { answerAfterMs: 30 })
  await scene.approve({ reminders: 0 })
  await untilKept(scene, dice.between(30, 90))
  await moveClock(memory, 12 * HOUR_MS)
  await untilKept(scene, dice.between(140, 180))
  await moveClock(memory, 9 * 24 * HOUR_MS)
  await untilAllWent(scene)
  const tally = await proveInvariants(scene, { bound: 0 })
  expect(tally).toMatchObject({ people, failed: 0, inDoubt: 0 })
  const states = Map.groupBy(await deliveryRows(scene), ({ state }) => state)
  expect((states.get('sent')?.length ?? 0) + (states.get('refused')?.length ?? 0)).toBe(people)
})
