/** Figures of mail that comes back. Each stands here only. */
export const BOUNCES = {
  /** So many messages put off in a row … (house rule, 2026-11; bulk mailers use 3 to 8). */
  softInARow: 5,
  /** … over at least so many days make an address unusable. */
  softOverDays: 14,
  /** A message that nothing came back for in this time arrived: servers give up after 4 to 5 days (RFC 5321, 4.5.4.1). */
  quietDays: 5,
} as const
