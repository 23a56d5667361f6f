import type { Decision } from './decide.ts'
import type { Reason, ReasonCode } from './reasons.ts'

/** What follows from another reason: no cause of its own. */
const CONSEQUENCES: ReadonlySet<ReasonCode> = new Set(['past-best-before', 'no-moment', 'rules-stricter'])

/**
 * The one reason a person is counted under, where a count names each person once: the last of a decision's causes, which is about the person
 * rather than about the house or the hour. Undefined for what may leave.
 */
export function mainReason({ verdict, reasons }: Decision): Reason | undefined {
  if (verdict === 'send') return undefined
  return reasons.findLast(({ code }) => !CONSEQUENCES.has(code)) ?? reasons.at(-1)
}
