const DAY_MS = 86_400_000

/** Most marketing messages per person over rolling days, e-mail and SMS together. */
export interface Budget {
  per7Days: number
  per30Days: number
}

/**
 * When one more message fits the budget: `now` if it already does, else the instant the oldest ones leave the rolling window.
 * `sentAt`: instants of the marketing requests this person got (all steps of one campaign count as one). Epoch milliseconds.
 */
export function firstMomentInBudget(budget: Budget, sentAt: readonly number[], now: number): number | undefined {
  if (budget.per7Days < 1 || budget.per30Days < 1) return undefined
  // Nearly everybody: nothing to look for.
  if (sentAt.length < Math.min(budget.per7Days, budget.per30Days)) return now
  const limits = [
    { most: budget.per7Days, spanMs: 7 * DAY_MS },
    { most: budget.per30Days, spanMs: 30 * DAY_MS },
  ]
  const newestFirst = sentAt.toSorted((a, b) => b - a)
  const frees = limits.map(({ most, spanMs }) => {
    const blocking = newestFirst[most - 1]
    return blocking === undefined ? now : blocking + spanMs
  })
  return Math.max(now, ...frees)
}

/**
 * The same where campaigns approved earlier keep a slot each: one instant a slot, until which it counts as taken and after which it is looked at
 * again. Where the slots alone leave no room, the first of these instants.
 */
export function firstMomentBesideReserved(
  budget: Budget,
  sentAt: readonly number[],
  reservedUntil: readonly number[],
  now: number,
): number {
  for (let at = now; ; ) {
    const taken = reservedUntil.filter((until) => until > at)
    const looksAgainAt = Math.min(...taken)
    const room = { per7Days: budget.per7Days - taken.length, per30Days: budget.per30Days - taken.length }
    const fits = taken.length === 0 ? at : firstMomentInBudget(room, sentAt, at)
    if (fits !== undefined && fits <= looksAgainAt) return fits
    at = looksAgainAt
  }
}
