import type { Closure } from '#core/house.ts'

const MOST_DAYS = 366

/** The days of `2026-12-24` or `2026-12-24/2027-01-02`, both included, or what is wrong with them. */
export function closure(text: string): Closure | { problem: string } {
  const [from, until] = text.split('/').map(dayOf) as [Temporal.PlainDate | undefined, Temporal.PlainDate | undefined]
  const last = text.includes('/') ? until : from
  if (from === undefined || last === undefined || text.split('/').length > 2)
    return { problem: 'is not a day or a stretch of days, like 2026-12-24 or 2026-12-24/2027-01-02' }
  const { days } = from.until(last)
  if (days < 0) return { problem: 'ends before it begins' }
  if (days >= MOST_DAYS) return { problem: 'is longer than a year: nothing would ever leave' }
  return { from: from.toString(), until: last.toString() }
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}
