import { SENDING } from '#core/parameters/sending.ts'

/**
 * Whether the mail server takes messages at all. While it does not, nothing is claimed: no message uses up its attempts, no person's message
 * grows old in a connection. Instants are epoch milliseconds.
 */
export type Circuit =
  | { readonly state: 'closed' }
  | {
      readonly state: 'open'
      /** When the trouble began. */
      readonly since: number
      /** When one message is tried again. */
      readonly tryAt: number
      /** How many single messages were tried since. */
      readonly probes: number
      /** What the server said last. */
      readonly response: string
    }

/** What one hand-over taught about the server. `provider`: it failed whoever the recipient was. */
export interface Lesson {
  readonly scope?: 'message' | 'provider' | undefined
  readonly response: string
}

export const CLOSED: Circuit = { state: 'closed' }

/** How many messages may be tried now. */
export function mayTry(circuit: Circuit, now: number): 'all' | 'one' | 'none' {
  if (circuit.state === 'closed') return 'all'
  // A clock set back must not keep the door shut.
  return now >= circuit.tryAt || now < circuit.since ? 'one' : 'none'
}

/**
 * A group in which at least half failed for the server's own reasons opens it at once; one message that got an answer of its own closes it.
 * `chance` in [0, 1) spreads the tries of several workers.
 */
export function learn(circuit: Circuit, lessons: readonly Lesson[], now: number, chance: number): Circuit {
  const troubles = lessons.filter(({ scope }) => scope === 'provider')
  const [trouble] = troubles
  if (trouble === undefined || troubles.length * 2 < lessons.length) {
    // What was on its way before it opened teaches nothing about now; only a message tried since does.
    const tried = lessons.length > 0 && mayTry(circuit, now) !== 'none'
    return tried ? CLOSED : circuit
  }
  const { response } = trouble
  if (circuit.state === 'closed')
    return { state: 'open', since: now, tryAt: now + waitMs(0, chance), probes: 0, response }
  if (mayTry(circuit, now) === 'none') return { ...circuit, response }
  const probes = circuit.probes + 1
  return { ...circuit, tryAt: now + waitMs(probes, chance), probes, response }
}

/** Whether it has lasted long enough to tell a person. */
export function isWorthTelling(circuit: Circuit, now: number): circuit is Extract<Circuit, { state: 'open' }> {
  const { tellAfterProbes, tellAfterSeconds } = SENDING.circuit
  return (
    circuit.state === 'open' && (circuit.probes >= tellAfterProbes || now - circuit.since >= tellAfterSeconds * 1000)
  )
}

/** Twice as long each time, five minutes at most, and up to half as long again by chance. */
function waitMs(probes: number, chance: number): number {
  const { firstWaitSeconds, longestWaitSeconds } = SENDING.circuit
  const most = longestWaitSeconds * 1000
  return Math.min(most, Math.round(firstWaitSeconds * 1000 * 2 ** Math.min(probes, 20) * (1 + chance / 2)))
}
