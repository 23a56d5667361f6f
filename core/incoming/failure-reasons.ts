import type { Permanence } from './incoming-mail.ts'

/** Why a message did not arrive. */
export type FailureReason =
  | 'mailbox-unknown'
  | 'domain-unknown'
  | 'mailbox-disabled'
  | 'address-changed'
  | 'not-accepting'
  | 'mailbox-full'
  | 'system-full'
  | 'delayed'
  | 'expired'
  | 'greylisted'
  | 'rate-limited'
  | 'network'
  | 'system'
  | 'loop'
  | 'blocked'
  | 'spam'
  | 'virus'
  | 'policy'
  | 'authentication'
  | 'relay-denied'
  | 'sender-rejected'
  | 'content'
  | 'too-large'
  | 'refused'

/**
 * Reasons that speak of the address itself: nobody is there any more, so it is not to be written to again. A message refused for
 * policy, spam or size is just as lost (`permanent`), and yet says nothing against the address.
 */
const OF_THE_ADDRESS: ReadonlySet<string> = new Set<FailureReason>([
  'mailbox-unknown',
  'domain-unknown',
  'mailbox-disabled',
  'address-changed',
  'not-accepting',
])

/** A hard bounce: for good, and because of the address. Everything else is soft: this message is lost or late, the next may arrive. A permanent failure without any reason given is taken as hard. */
export function isHardBounce({ permanence, reason }: { permanence: Permanence; reason?: string }): boolean {
  return permanence === 'permanent' && (reason === undefined || OF_THE_ADDRESS.has(reason))
}

/** What each reason means where no status says it: `temporary` reasons stay temporary even under a 5.x.x (see `statuses.ts`). */
export const PERMANENCE_OF: Readonly<Record<FailureReason, Permanence>> = {
  'mailbox-unknown': 'permanent',
  'domain-unknown': 'permanent',
  'mailbox-disabled': 'permanent',
  'address-changed': 'permanent',
  'not-accepting': 'permanent',
  'mailbox-full': 'temporary',
  'system-full': 'temporary',
  delayed: 'temporary',
  expired: 'temporary',
  greylisted: 'temporary',
  'rate-limited': 'temporary',
  network: 'temporary',
  system: 'unknown',
  loop: 'permanent',
  blocked: 'permanent',
  spam: 'permanent',
  virus: 'permanent',
  policy: 'permanent',
  authentication: 'permanent',
  'relay-denied': 'permanent',
  'sender-rejected': 'permanent',
  content: 'permanent',
  'too-large': 'permanent',
  refused: 'permanent',
}

/** Reasons of which RFC 3463 says that they can only be transient (X.2.2 "should be used as a persistent transient failure", X.3.1, X.4.7), and those that say so themselves. */
export const ALWAYS_TEMPORARY: ReadonlySet<string> = new Set<FailureReason>([
  'mailbox-full',
  'system-full',
  'delayed',
  'expired',
  'greylisted',
  'rate-limited',
])
