import { BOUNCES } from '#core/parameters/bounces.ts'

const DAY_MS = 86_400_000

/** One message that was handed over to an address. `at`: the hand-over, epoch milliseconds. */
export interface HandedOver {
  at: number
  bounced: 'hard' | 'soft' | undefined
}

/**
 * Whether an address has put off so many messages in a row, for so long, that it is not written to any more. A message that nothing came back for
 * breaks the row once it is older than a server would try; a younger one says nothing yet.
 */
export function isWornOut(history: readonly HandedOver[], now: number): boolean {
  const row: number[] = []
  for (const { at, bounced } of history.toSorted((a, b) => b.at - a.at)) {
    if (bounced !== undefined) row.push(at)
    else if (at <= now - BOUNCES.quietDays * DAY_MS) break
  }
  const [newest = 0] = row
  const oldest = row.at(-1) ?? newest
  return row.length >= BOUNCES.softInARow && newest - oldest >= BOUNCES.softOverDays * DAY_MS
}
