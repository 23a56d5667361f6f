import { isHardBounce } from '#core/incoming/failure-reasons.ts'
import type { IncomingRecipient } from '#core/incoming/incoming-mail.ts'
import { STATUS_REASONS } from '#core/incoming/statuses.ts'

/**
 * What a bounce says. `dead`: the address does not exist; it is not written to again. `refused`: this message was refused for good, the address may be
 * alive (a filter, a full mailbox, a message too large). `put-off`: the mailbox takes mail later. `unclear`: nothing may be concluded.
 */
export type BounceEffect = 'dead' | 'refused' | 'put-off' | 'unclear'

/** The reason is the message's own, else what its status stands for (RFC 3463). */
export function bounceEffect({ permanence, status, reason }: IncomingRecipient): BounceEffect {
  if (permanence === 'unknown') return 'unclear'
  if (permanence === 'temporary') return 'put-off'
  const why = reason ?? STATUS_REASONS[status?.slice(2) ?? '']
  return isHardBounce({ permanence, ...(why !== undefined && { reason: why }) }) ? 'dead' : 'refused'
}

/** Of several recipients of one message, the gravest. Nobody named is unclear. */
export function gravest(effects: readonly BounceEffect[]): BounceEffect {
  return (['dead', 'refused', 'put-off'] as const).find((one) => effects.includes(one)) ?? 'unclear'
}
