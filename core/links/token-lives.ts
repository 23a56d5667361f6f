import type { TokenPurpose } from './token.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * How long a link works, in milliseconds; null = for ever. A way out of messages never closes (RFC 8058; ePrivacy 13(4));
 * 397 days are never less than thirteen months. What works only once is marked as used where it is used.
 */
export const TOKEN_LIVES: Readonly<Record<TokenPurpose, number | null>> = {
  preferences: 397 * DAY_MS,
  answer: 397 * DAY_MS,
  unsubscribe: null,
  confirmation: 15 * MINUTE_MS,
  preview: 72 * HOUR_MS,
  'staff-import': 15 * MINUTE_MS,
  'staff-file': 10 * MINUTE_MS,
  'self-test': DAY_MS,
}

/** When a link made now ends, in milliseconds UTC; null = never. */
export function tokenExpiry(purpose: TokenPurpose, nowMs: number): number | null {
  const life = TOKEN_LIVES[purpose]
  return life === null ? null : nowMs + life
}
