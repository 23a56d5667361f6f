import type { CampaignKind } from '#core/messages/message.ts'
import { SENDING } from '#core/parameters/sending.ts'

/** What came of the messages of a campaign so far: all of its steps. */
export interface BrakeCounts {
  /** Messages the server took or refused for good. */
  results: number
  /** Of these, addresses that do not exist. */
  hardBounces: number
  complaints: number
  /** People who took the way out: a mail program's own button, the unsubscribe page, "stop everything", a reply that says so. */
  withdrawals: number
}

export const BRAKE_CAUSES = ['complaints', 'hard-bounces', 'withdrawals'] as const
export type BrakeCause = (typeof BRAKE_CAUSES)[number]

export interface BrakeTrip {
  cause: BrakeCause
  count: number
  of: number
}

export const NO_COUNTS: BrakeCounts = { results: 0, hardBounces: 0, complaints: 0, withdrawals: 0 }

/** What came since an earlier count; what a person looked at and accepted is not counted again. */
export function since(now: BrakeCounts, earlier: BrakeCounts): BrakeCounts {
  const less = (key: keyof BrakeCounts) => Math.max(0, now[key] - earlier[key])
  return {
    results: less('results'),
    hardBounces: less('hardBounces'),
    complaints: less('complaints'),
    withdrawals: less('withdrawals'),
  }
}

/** Whether a campaign must pause itself, and why; the gravest cause first. Undefined: it may go on. */
export function mustBrake(kind: CampaignKind, counts: BrakeCounts): BrakeTrip | undefined {
  const { results } = counts
  const found = { complaints: counts.complaints, 'hard-bounces': counts.hardBounces, withdrawals: counts.withdrawals }
  const { hardBounces, complaints, withdrawals, askWithdrawals } = SENDING.brake
  const limits = {
    complaints,
    'hard-bounces': hardBounces,
    withdrawals: kind === 're-opt-in' ? askWithdrawals : withdrawals,
  }
  const cause = BRAKE_CAUSES.find((one) => {
    const { share, least, leastResults } = limits[one]
    return found[one] >= least && results >= leastResults && found[one] > share * results
  })
  return cause && { cause, count: found[cause], of: results }
}

/** Whether these counts could brake at all, whatever the results: only then is it worth counting those. */
export function isWorthCounting(counts: Omit<BrakeCounts, 'results'>): boolean {
  const { hardBounces, complaints, withdrawals, askWithdrawals } = SENDING.brake
  return (
    counts.hardBounces >= hardBounces.least ||
    counts.complaints >= complaints.least ||
    counts.withdrawals >= Math.min(withdrawals.least, askWithdrawals.least)
  )
}

/** Until when counts stand: a second, or longer where a second's messages change nothing in the rates of so many people. */
export function countAgainAt(people: number, now: number): number {
  return now + Math.max(1000, Math.floor(people / SENDING.brake.peopleCountedPerSecond) * 1000)
}
