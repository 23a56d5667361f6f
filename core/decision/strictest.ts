import type { Decision } from './decide.ts'

/** The strictest of several decisions about one message: a refusal, else the longest hold, else send. */
export function strictest(decisions: readonly Decision[]): Decision {
  const refusal = decisions.find(({ verdict }) => verdict === 'refuse')
  if (refusal) return refusal
  const holds = decisions.filter((decision) => decision.verdict === 'hold')
  return holds.toSorted((a, b) => b.until - a.until)[0] ?? { verdict: 'send', reasons: [] }
}
