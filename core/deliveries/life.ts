/** Where a delivery can stand. `in-doubt`: it was handed over and nobody knows what became of it; only evidence or a person settles it. */
export const DELIVERY_STATES = [
  'queued',
  'held',
  'sending',
  'sent',
  'in-doubt',
  'failed',
  'refused',
  'cancelled',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What a hand-over can end in. */
export type SendResult = 'sent' | 'failed' | 'retry' | 'in-doubt'

/**
 * What a claim can end in. `put-back`: it was certainly never handed over, for a reason that is not its own (the server takes nothing, the
 * claim grew old): it waits again and has used no attempt.
 */
export type ClaimResult = SendResult | 'put-back'

const MINUTE_MS = 60_000
const MOST_WAIT_MS = 4 * 60 * MINUTE_MS
/** So that a thousand messages put off in one minute do not all come back in one. */
const SPREAD = 0.25

/**
 * When a refused-for-now message is tried again: twice as long each time, four hours at most, and up to a quarter more, another share for
 * each message and attempt. `id`: the message's. Epoch milliseconds.
 */
export function retryAt(now: number, attempts: number, id: number): number {
  const waitMs = Math.min(MINUTE_MS * 2 ** Math.min(attempts, 16), MOST_WAIT_MS)
  return now + Math.round(waitMs * (1 + SPREAD * share(id, attempts)))
}

/** Always the same number in [0, 1) for the same message and attempt; neighbours are far apart. */
function share(id: number, attempts: number): number {
  let mixed = Math.imul(id ^ Math.imul(attempts + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
