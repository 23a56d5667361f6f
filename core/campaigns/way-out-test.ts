import { WAY_OUT } from '#core/parameters/way-out.ts'

/** Why the way out did not work, seen from outside: its name, its certificate, nobody answering, or another page than ours. */
export type WayOutFailure = 'name' | 'tls' | 'connection' | 'page'

/** What the last tests of the way out said. Instants are the machine's, epoch milliseconds. */
export interface WayOutState {
  testedAt: number
  /** Failures in a row; 0 when the last test passed. */
  failures: number
  failed?: WayOutFailure | undefined
}

/** A sound result holds for an hour; a failure is looked at again soon, and less often once everybody knows. */
export function isTestDue(state: WayOutState | undefined, machineNow: number): boolean {
  if (state === undefined) return true
  const age = machineNow - state.testedAt
  // A machine whose clock was set back must not trust a result for longer than that.
  if (age < 0) return true
  if (state.failures === 0) return age >= WAY_OUT.testEveryMs
  return age >= (state.failures < WAY_OUT.failuresToPause ? WAY_OUT.retryMs : WAY_OUT.retryWhilePausedMs)
}

export function afterTest(state: WayOutState | undefined, machineNow: number, failed?: WayOutFailure): WayOutState {
  return { testedAt: machineNow, failures: failed === undefined ? 0 : (state?.failures ?? 0) + 1, failed }
}

/** From the third failure in a row nothing goes on. */
export function mustPause({ failures }: WayOutState): boolean {
  return failures >= WAY_OUT.failuresToPause
}
