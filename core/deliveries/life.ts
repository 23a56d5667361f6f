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

const MINUTE_MS = 60_000
const MOST_WAIT_MS = 4 * 60 * MINUTE_MS

/** When a refused-for-now message is tried again: twice as long each time, four hours at most. Epoch milliseconds. */
export function retryAt(now: number, attempts: number): number {
  return now + Math.min(MINUTE_MS * 2 ** Math.min(attempts, 16), MOST_WAIT_MS)
}
