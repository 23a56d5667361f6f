import type { IncomingRecipient } from '#core/incoming/incoming-mail.ts'

/**
 * What a bounce says. `dead`: the address does not exist; it is not written to again. `refused`: this message was refused for good, the address may be
 * alive (a filter, a full mailbox, a message too large). `put-off`: the mailbox takes mail later. `unclear`: nothing may be concluded.
 */
export type BounceEffect = 'dead' | 'refused' | 'put-off' | 'unclear'

/** Permanent, and still no word about the address itself: the sender's address, a full mailbox, the system, the content, the policy (RFC 3463). */
const NOT_THE_ADDRESS = /^5\.(1\.[78]|2\.[2-4]|3\.\d{1,3}|4\.[67]|6\.\d{1,3}|7\.\d{1,3})$/
/** The same where only words say why. */
const NOT_THE_ADDRESS_REASONS =
  /full|quota|spam|block|policy|filter|content|size|large|reputation|auth|rate|delay|list|sender|loop|virus/

export function bounceEffect({ permanence, status, reason }: IncomingRecipient): BounceEffect {
  if (permanence === 'unknown') return 'unclear'
  if (permanence === 'temporary') return 'put-off'
  if (status !== undefined && NOT_THE_ADDRESS.test(status)) return 'refused'
  const specific = status !== undefined && /^5\.[1-9]\./.test(status)
  return !specific && reason !== undefined && NOT_THE_ADDRESS_REASONS.test(reason) ? 'refused' : 'dead'
}

/** Of several recipients of one message, the gravest. Nobody named is unclear. */
export function gravest(effects: readonly BounceEffect[]): BounceEffect {
  return (['dead', 'refused', 'put-off'] as const).find((one) => effects.includes(one)) ?? 'unclear'
}
