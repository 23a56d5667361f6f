/**
 * How the way out is watched. RFC 8058 wants it to work whenever it is pressed, and a sender must know before its readers do; the figures are the
 * house's own choice (2026-11-22).
 */
export const WAY_OUT = {
  testEveryMs: 3_600_000,
  retryMs: 20_000,
  failuresToPause: 3,
  retryWhilePausedMs: 300_000,
} as const
