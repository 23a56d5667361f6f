import { describe, expect, test } from 'vitest'
import { doubtTheDead, settleByEvidence } from './drivers/doubts.ts'
import { proveInvariants } from './drivers/invariants.ts'
import { killAtRandom } from './drivers/kill-at-random.ts'
import { aScene, GROUP, startFront } from './drivers/scene.ts'
import { databases, GIVE_UP_MS, SIZES } from './drivers/sizes.ts'
import { summary } from './drivers/summary.ts'
import { untilAllWent, untilEnded } from './drivers/until-all-went.ts'

const ROLES = { sqlite: undefined, postgres: 'worker,schedule' }

describe('kills', () => {
  test.for(databases('sqlite'))(
    'on %s, killed just after a claim, before a hand-over, after an answer and after a record: nobody is lost or written to twice',
    async (kind) => {
      const group = GROUP[kind]
      const roles = ROLES[kind]
      const scene = await aScene(kind, { people: group * 8 })
      if (kind === 'postgres') await startFront(scene)
      const { dice } = scene
      await scene.approve()
      // Where one claim holds many messages, the later of them count as well.
      const moments = dice.shuffled([
        'egard:claimed#1',
        `egard:handing-over#${dice.between(2, group + 3)}`,
        `egard:answered#${dice.between(2, group + 3)}`,
        `egard:recorded#${dice.between(1, 2)}`,
      ])
      for (const killAt of moments) {
        const end = await untilEnded(scene, scene.spawn({ ...(roles && { roles }), killAt }))
        expect(end, killAt).toEqual({ code: null, signal: 'SIGKILL' })
      }
      await scene.start({ ...(roles && { roles }) })
      await untilAllWent(scene, { ...(kind === 'postgres' && { leaving: 'dead workers’ messages' as const }) })
      await doubtTheDead(scene)
      await proveInvariants(scene, { bound: moments.length * group })
    },
  )

  test.for(databases('postgres'))(
    'on %s, killed at random again and again: nobody is lost or written to twice, and a kill leaves in doubt at most what was on its connections',
    async (kind) => {
      const said = summary()
      const group = GROUP[kind]
      const roles = ROLES[kind]
      const scene = await aScene(kind, { people: SIZES.people })
      const start = async () => {
        if (kind === 'postgres') await startFront(scene)
        await scene.start({ ...(roles && { roles }) })
      }
      if (kind === 'postgres') await startFront(scene)
      await scene.approve()
      const kills = await killAtRandom(scene, SIZES.kills, roles)
      await scene.start({ ...(roles && { roles }) })
      await untilAllWent(scene, {
        giveUpMs: GIVE_UP_MS,
        ...(kind === 'postgres' && { leaving: 'dead workers’ messages' as const }),
      })
      await doubtTheDead(scene)
      const bound = kills * group
      const tally = await proveInvariants(scene, { bound })
      expect(tally).toMatchObject({ people: SIZES.people, doubled: 0, lost: 0 })

      const settled = await settleByEvidence(scene, start)
      const after = await proveInvariants(scene, { bound: 0, ...settled })
      expect(after).toMatchObject({ sent: SIZES.people, accepted: SIZES.people, inDoubt: 0 })
      said({ database: kind, kills, ...tally, bound, sentAgain: settled.again.size, seed: scene.dice.seed })
    },
  )
})
