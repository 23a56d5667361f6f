import type { Reason } from '#core/decision/reasons.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { type Budget, firstMomentBesideReserved, firstMomentInBudget } from './budget.ts'
import type { Layer } from './first-moment.ts'
import type { EtiquetteFacts } from './layers.ts'

const DAY_MS = 86_400_000

/** What a person has had of us, and what is promised to campaigns approved earlier: both put a message off. */
export function attentionLayers(facts: EtiquetteFacts): Layer[] {
  const { sentAt, reservedUntil } = facts.attention
  const budget = budgetOf(facts)
  const layers: Layer[] = [{ reason: SPENT, next: (at) => firstMomentInBudget(budget, sentAt, at) }]
  if (reservedUntil.length > 0)
    layers.push({ reason: RESERVED, next: (at) => firstMomentBesideReserved(budget, sentAt, reservedUntil, at) })
  const again = textAgainAt(facts)
  if (again !== undefined) layers.push({ reason: TEXTED, next: (at) => Math.max(at, again) })
  return layers
}

// One object each: a million decisions make none of their own.
const SPENT: Reason = { code: 'budget-spent' }
const RESERVED: Reason = { code: 'budget-reserved' }
const TEXTED: Reason = { code: 'texted-lately' }

/** Never text twice: a second SMS waits for their reply, or for a week; undefined where nothing waits. Epoch milliseconds. */
export function textAgainAt({
  channel,
  attention: { textedAt },
  repliedAt = Number.NEGATIVE_INFINITY,
}: Pick<EtiquetteFacts, 'channel' | 'attention' | 'repliedAt'>): number | undefined {
  if (channel !== 'sms' || textedAt === undefined || repliedAt > textedAt) return undefined
  return textedAt + TIMING.textAgainDays * DAY_MS
}

/** What the person chose, never more than the house allows. */
export function budgetOf({ house, settings }: Pick<EtiquetteFacts, 'house' | 'settings'>): Budget {
  const { per7Days, per30Days, most } = house.budget
  return {
    per7Days: Math.min(settings.budget?.per7Days ?? per7Days, most?.per7Days ?? per7Days),
    per30Days: Math.min(settings.budget?.per30Days ?? per30Days, most?.per30Days ?? per30Days),
  }
}
