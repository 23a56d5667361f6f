import { Actor } from './turns.ts'
import type { World } from './world.ts'

/**
 * While a story is played, the machine's clocks, timers and chance are the story's: what the product reads of them comes from the seed as well.
 * Gives what puts the real ones back.
 */
export function simulateMachine(world: World): () => void {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    random: Math.random,
    dateNow: Date.now,
    performanceNow: performance.now,
  }
  const timers = new Actor('a timer')
  const stopped = new WeakSet<object>()
  Math.random = () => world.random.real()
  Date.now = () => world.now
  performance.now = () => world.steady
  // It goes off when its turn comes: sooner or later than asked for, as on a busy machine.
  globalThis.setTimeout = ((work: (...args: unknown[]) => void, _ms?: number, ...args: unknown[]) => {
    const timer = { ref: () => timer, unref: () => timer, hasRef: () => false }
    void world.turns.take(timers, 'to go off').then(() => {
      if (!stopped.has(timer)) work(...args)
    })
    return timer
  }) as unknown as typeof setTimeout
  globalThis.clearTimeout = ((timer: unknown) => {
    if (typeof timer === 'object' && timer !== null) stopped.add(timer)
  }) as typeof clearTimeout
  return () => {
    globalThis.setTimeout = real.setTimeout
    globalThis.clearTimeout = real.clearTimeout
    Math.random = real.random
    Date.now = real.dateNow
    performance.now = real.performanceNow
  }
}
