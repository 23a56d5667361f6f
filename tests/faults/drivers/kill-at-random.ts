import { setTimeout as wait } from 'node:timers/promises'
import { GROUP, type Scene } from './scene.ts'
import { toLeave, untilKept } from './until-all-went.ts'

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
      // A few less than are left: the last ones may be put off, and every life should end in the middle of something.
      const left = Math.max(0, (await toLeave(scene)) - GROUP[scene.kind])
      const share = Math.floor((left * (0.2 + 1.6 * dice.next())) / (kills - killed + 1))
      const { kept } = await sink.counts()
      const unless = () => (scene.running.has(egard) ? undefined : `It ended by itself: ${egard.output()}`)
      if (left > 0) await untilKept(scene, kept + Math.max(1, share), { unless })
      await wait(dice.next() * LONGEST_MORE_MS)
    }
    const { signal } = await egard.kill('SIGKILL')
    if (signal === 'SIGKILL') killed += 1
  }
  return killed
}
