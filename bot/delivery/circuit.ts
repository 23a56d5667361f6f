import { CLOSED, isWorthTelling, type Lesson, learn, mayTry } from '#core/deliveries/circuit.ts'

/** What became of the mail server, to be told once: `tellMailServer` in db/operations/alerts. */
export type MailServerNews =
  | { now: 'down'; since: number; response: string }
  /** `since`: when it was first seen failing; undefined when this process never saw it fail. */
  | { now: 'up'; since: number | undefined }

export interface CircuitBreaker {
  /** How many messages may be claimed: all, one to try the server with, or none. Asking changes nothing. */
  mayTry(now: number): 'all' | 'one' | 'none'
  /** What a group's hand-overs taught; without any, nothing. */
  learn(lessons: readonly Lesson[], now: number): void
  /** What somebody should be told now; each thing once. Ask whenever the worker looks, also while nothing may leave. */
  news(now: number): MailServerNews | undefined
}

/** The state of one worker's way to the mail server. `chance` in [0, 1) spreads the tries of several workers. */
export function createCircuit(chance: () => number): CircuitBreaker {
  let circuit = CLOSED
  let told: 'nothing' | 'down' | 'up' = 'nothing'
  let downSince: number | undefined
  let answered = false
  return {
    mayTry: (now) => mayTry(circuit, now),
    learn(lessons, now) {
      circuit = learn(circuit, lessons, now, chance())
      if (circuit.state === 'open') downSince = circuit.since
      else if (lessons.length > 0) answered = true
      if (circuit.state === 'open') answered = false
    },
    news(now) {
      if (told !== 'down' && isWorthTelling(circuit, now)) {
        told = 'down'
        return { now: 'down', since: circuit.since, response: circuit.response }
      }
      // Also the first answer after a start: a process before this one may have told of an outage.
      if (told !== 'up' && answered && circuit.state === 'closed') {
        const before = told
        told = 'up'
        return { now: 'up', since: before === 'down' ? downSince : undefined }
      }
      return undefined
    },
  }
}
