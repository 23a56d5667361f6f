/** How many messages may leave in a while. Undefined: as many as there are. */
export interface Limits {
  perMinute?: number | undefined
  perDomainPerMinute?: number | undefined
}

const MINUTE_MS = 60_000
const BURST_SECONDS = 2
const LEAST_BURST = 2

/** Messages that may leave at once, as of an instant (epoch milliseconds); more come with time, up to a small heap. */
export interface Tokens {
  readonly left: number
  readonly at: number
  /** The last instant promised to a message that had to wait: the next one gets a later one. */
  readonly promisedAt: number
}

/**
 * A heap of two seconds' worth, two messages at least: enough for messages that are looked at a little late, too small to be felt at the
 * other end.
 */
export function heapOf(perMinute: number): number {
  return Math.max(LEAST_BURST, (perMinute / 60) * BURST_SECONDS)
}

export function fullTokens(perMinute: number, now: number): Tokens {
  return { left: heapOf(perMinute), at: now, promisedAt: now }
}

/** The heap as it stands now; a clock set back adds nothing and takes nothing. */
export function tokensAt(tokens: Tokens, perMinute: number, now: number): Tokens {
  if (now <= tokens.at) return tokens
  const grown = tokens.left + ((now - tokens.at) * perMinute) / MINUTE_MS
  return { ...tokens, left: Math.min(heapOf(perMinute), grown), at: now }
}

/** One message leaves. Below nothing is possible: who takes without asking is paid for by those after. */
export function took(tokens: Tokens, perMinute: number, now: number): Tokens {
  const current = tokensAt(tokens, perMinute, now)
  return { ...current, left: current.left - 1 }
}

/**
 * When a message may leave that finds the heap empty: each gets an instant of its own, at the rate of the limit, so that ten thousand that
 * wait do not all come back at once. `undefined`: it may leave now.
 */
export function promised(
  tokens: Tokens,
  perMinute: number,
  now: number,
): { until: number; tokens: Tokens } | undefined {
  const current = tokensAt(tokens, perMinute, now)
  if (current.left >= 1) return undefined
  const stepMs = MINUTE_MS / perMinute
  const next = now + (1 - current.left) * stepMs
  const until = Math.ceil(Math.max(next, current.promisedAt + stepMs))
  return { until, tokens: { ...current, promisedAt: until } }
}
