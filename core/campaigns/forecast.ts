import type { ReasonCode } from '#core/decision/reasons.ts'
import type { Channel } from '#core/house.ts'

/** What a simulation says of a send: by which channel, at what cost, who waits and who is left out. Counts only. */
export interface Forecast {
  /** People who would be written to, now or later. */
  channels: Readonly<Record<Channel, number>>
  /** Undefined when nobody would get one. `cost`: in `currency`, where the house says what a part costs. */
  sms?: { messages: number; segments: number; cost?: number; currency?: string } | undefined
  reasons: readonly ForecastReason[]
}

export interface ForecastReason {
  code: ReasonCode
  verdict: 'hold' | 'refuse'
  count: number
  /** The earliest moment one of them may be written to. Epoch milliseconds. */
  next?: number | undefined
}

/** Reasons kept with a submission, the most frequent first. */
export const MOST_REASONS = 8
