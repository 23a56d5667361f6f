import { onTestFinished } from 'vitest'
import { type RunningProcess, untilReady } from '#tests/support/process.ts'
import { publicUrl } from '#tests/system/drivers/place.ts'
import type { Scene, Starting } from './scene.ts'

export interface Supervised {
  /** How often one ended by itself and was started again. */
  restarts(): number
  /** What ends from now on stays ended. */
  noMore(): void
}

/** Starts a front and the others, and starts again whatever ends: what systemd does with `Restart=always`. */
export async function keepRunning(
  scene: Scene,
  front: string | undefined,
  others: readonly string[],
): Promise<Supervised> {
  let wanted = true
  let restarts = 0

  function begin(starting: Starting): RunningProcess {
    const egard = scene.spawn(starting)
    onTestFinished(() => {
      wanted = false
    })
    void egard.exited.then(() => {
      if (!wanted) return
      restarts += 1
      begin(starting)
    })
    return egard
  }

  // Its port is chosen once: the links of messages lead there.
  const roles = front === undefined ? {} : { roles: front }
  const first = await scene.start(roles)
  const { port } = new URL(first.url)
  scene.place.environment['PUBLIC_URL'] = publicUrl(first)
  void first.exited.then(() => {
    if (wanted) {
      restarts += 1
      begin({ ...roles, port })
    }
  })
  await Promise.all(others.map((other) => untilReady(begin({ roles: other }))))
  return {
    restarts: () => restarts,
    noMore: () => {
      wanted = false
    },
  }
}
