import { describe, expect, test } from 'vitest'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { proveInvariants, untilDoubted } from './drivers/invariants.ts'
import { killAtRandom } from './drivers/kill-at-random.ts'
import { aScene, GROUP } from './drivers/scene.ts'
import { GIVE_UP_MS, SIZES } from './drivers/sizes.ts'
import { untilAllWent } from './drivers/until-all-went.ts'

describe.each(DATABASE_KINDS)('kills on %s', (kind) => {
  test('killed at random again and again: nobody is lost, nobody written to twice, and a kill leaves at most one group in doubt', async () => {
    const startedAt = performance.now()
    const scene = await aScene(kind, { people: SIZES.people })
    await scene.approve()
    const kills = await killAtRandom(scene, SIZES.kills)
    await scene.start()
    await untilAllWent(scene, { giveUpMs: GIVE_UP_MS })
    await untilDoubted(scene)
    const bound = kills * GROUP[kind]
    const tally = await proveInvariants(scene, { bound })
    expect(tally).toMatchObject({ people: SIZES.people, doubled: 0, lost: 0 })
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(JSON.stringify({ database: kind, kills, ...tally, bound, seconds, seed: scene.dice.seed }))
  })
})
