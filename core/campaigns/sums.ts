import type { DeliveryState } from '#core/deliveries/life.ts'
import { DELIVERY_STATES } from '#core/deliveries/life.ts'

/** How many deliveries of the first step stand where. They add up to the audience, always. */
export type DeliverySums = Record<DeliveryState, number>

/** What became of those the first step was sent to: `yes + no + silent = sent`. Visitors and lapsed people are among the silent. */
export interface AnswerSums {
  yes: number
  no: number
  silent: number
  visited: number
  lapsed: number
}

export function emptySums(): DeliverySums {
  return Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as DeliverySums
}

/** Which sum does not add up, in words for the log; undefined when both do. */
export function brokenSum(audience: number, deliveries: DeliverySums, answers: AnswerSums): string | undefined {
  const total = DELIVERY_STATES.reduce((sum, state) => sum + deliveries[state], 0)
  if (total !== audience) return `deliveries sum to ${total}, the audience is ${audience}`
  const answered = answers.yes + answers.no + answers.silent
  return answered === deliveries.sent ? undefined : `answers sum to ${answered}, sent is ${deliveries.sent}`
}
