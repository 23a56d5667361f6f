import { setTimeout as wait } from 'node:timers/promises'
import { GROUP, type Scene } from './scene.ts'
import { GIVE_UP_MS } from './sizes.ts'
import { untilKept } from './until-all-went.ts'

/** One life in so many ends while it starts. */
const DIES_EARLY = 6
const LONGEST_START_MS = 2_500
/** After the moment chosen by the count, some milliseconds more: between two messages, in a transaction, anywhere. */
const LONGEST_MORE_MS = 25

/**
 * Starts a process and kills it, `kills` times: each life ends at an instant of its own, drawn so that all of them find messages to send.
 * Answers how many ended by our signal.
 */
export async function killAtRandom(scene: Scene, kills: number, roles?: string): Promise<number> {
  const { dice, sink } = scene
  let killed = 0
  while (killed < kills) {
    const egard = scene.spawn(roles === undefined ? {} : { roles })
    if (dice.between(1, DIES_EARLY) === 1) await wait(dice.next() * LONGEST_START_MS)
    else {
      const { kept } = await sink.counts()
      const left = scene.addresses.length - kept
      const share = (left * (0.2 + 1.6 * dice.next())) / (kills - killed + 1)
      // What is in doubt is not counted: near the end there may be nothing to wait for.
      const target = Math.min(kept + Math.floor(share), scene.addresses.length - GROUP[scene.kind] * (killed + 1))
      const unless = () => (scene.running.has(egard) ? undefined : `It ended by itself: ${egard.output()}`)
      if (target > kept) await untilKept(scene, target, { giveUpMs: GIVE_UP_MS, unless })
      await wait(dice.next() * LONGEST_MORE_MS)
    }
    const { signal } = await egard.kill('SIGKILL')
    if (signal === 'SIGKILL') killed += 1
  }
  return killed
}
