import { startOf } from './settings-fields.ts'

const SPANS = { week: { weeks: 1 }, month: { months: 1 }, season: { months: 3 }, year: { years: 1 } } as const

/** When a pause of this length, taken now, ends: at the beginning of a day of the person's. Epoch milliseconds. */
export function pauseEnd(length: keyof typeof SPANS, { at, zones }: { at: number; zones: readonly string[] }): number {
  return startOf(dayHere({ at, zones }).add(SPANS[length]), zones)
}

/** Today, where the person is. */
export function dayHere({ at, zones: [zone = 'UTC'] }: { at: number; zones: readonly string[] }): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}
