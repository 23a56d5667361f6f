import { fullTokens, heapOf, type Limits, promised, type Tokens, tokensAt, took } from '#core/deliveries/pace.ts'

/** How fast this process may hand over. All instants are epoch milliseconds by the product's clock. */
export interface Pace {
  /** How many messages may leave now, whoever they go to; `Infinity` where the house sets no limit. */
  left(now: number): number
  /**
   * Until when a message to this domain is put off, because the domain had its share; undefined when it may leave now. Each call for a
   * domain that had its share promises a later instant: ask once a message. A message put off has not failed an attempt.
   */
  until(domain: string, now: number): number | undefined
  /** A message to this domain is about to leave: it counts against both limits. */
  took(domain: string, now: number): void
  /** Shares the house's limits with the other workers; told now and then. */
  share(workers: number): void
}

const DOMAINS_KEPT = 10_000

/** Without limits everything may leave at once: a relay spreads messages over domains by itself, and no receiver publishes a figure. */
export function createPace({ perMinute, perDomainPerMinute }: Limits): Pace {
  let workers = 1
  let all: Tokens | undefined
  const domains = new Map<string, Tokens>()

  const mine = (limit: number) => limit / workers
  const domainTokens = (domain: string, limit: number, now: number) => domains.get(domain) ?? fullTokens(limit, now)

  return {
    left(now) {
      if (perMinute === undefined) return Number.POSITIVE_INFINITY
      all = tokensAt(all ?? fullTokens(mine(perMinute), now), mine(perMinute), now)
      return Math.max(0, Math.floor(all.left))
    },
    until(domain, now) {
      if (perDomainPerMinute === undefined) return undefined
      const limit = mine(perDomainPerMinute)
      const wait = promised(domainTokens(domain, limit, now), limit, now)
      if (wait === undefined) return undefined
      domains.set(domain, wait.tokens)
      return wait.until
    },
    took(domain, now) {
      if (perMinute !== undefined) {
        const limit = mine(perMinute)
        all = took(all ?? fullTokens(limit, now), limit, now)
      }
      if (perDomainPerMinute === undefined) return
      const limit = mine(perDomainPerMinute)
      if (domains.size >= DOMAINS_KEPT && !domains.has(domain)) forgetRested(domains, limit, now)
      domains.set(domain, took(domainTokens(domain, limit, now), limit, now))
    },
    share(count) {
      workers = Math.max(1, count)
    },
  }
}

/** A domain whose heap is full again is like one never seen. */
function forgetRested(domains: Map<string, Tokens>, limit: number, now: number): void {
  for (const [domain, tokens] of domains) {
    if (tokens.promisedAt <= now && tokensAt(tokens, limit, now).left >= heapOf(limit)) domains.delete(domain)
  }
}
