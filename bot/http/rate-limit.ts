/** Counts in fixed windows of a minute, in memory: a limit against floods, not an account. */
export interface RateLimit {
  /** True while `key` may; counts this time. */
  allows(key: string, perMinute: number, nowMs: number): boolean
  /** The same without counting: false once `key` has had its share of this minute. */
  isWithin(key: string, perMinute: number, nowMs: number): boolean
}

const WINDOW_MS = 60_000

/** Holds at most `mostKeys` counters; beyond that the oldest windows are forgotten first. */
export function createRateLimit(mostKeys = 50_000): RateLimit {
  const counters = new Map<string, { window: number; count: number }>()
  return {
    allows(key, perMinute, nowMs) {
      const window = Math.floor(nowMs / WINDOW_MS)
      const counter = counters.get(key)
      if (counter?.window === window) {
        counter.count += 1
        return counter.count <= perMinute
      }
      // Set again, so that the map's order is the windows' order.
      counters.delete(key)
      counters.set(key, { window, count: 1 })
      for (const [oldest, { window: seen }] of counters) {
        if (seen === window && counters.size <= mostKeys) break
        counters.delete(oldest)
      }
      return perMinute >= 1
    },
    isWithin(key, perMinute, nowMs) {
      const counter = counters.get(key)
      return counter === undefined || counter.window !== Math.floor(nowMs / WINDOW_MS) || counter.count < perMinute
    },
  }
}
