import type { FailureReason } from './failure-reasons.ts'

/**
 * What the subject and detail of an enhanced status say (RFC 3463, sections 3.2 to 3.8, and the registry of RFC 5248 as of 2026), whatever
 * its class. The class decides the permanence: 5 permanent, 4 temporary; except for reasons that can only be temporary (`failure-reasons.ts`).
 */
export const STATUS_REASONS: Readonly<Record<string, FailureReason>> = {
  '1.0': 'mailbox-unknown', // other address status
  '1.1': 'mailbox-unknown', // bad destination mailbox
  '1.2': 'domain-unknown', // bad destination system
  '1.3': 'mailbox-unknown', // bad address syntax
  '1.4': 'mailbox-unknown', // ambiguous address
  '1.6': 'address-changed', // mailbox has moved
  '1.7': 'sender-rejected', // bad sender syntax
  '1.8': 'sender-rejected', // bad sender system
  '1.10': 'not-accepting', // null MX (RFC 7505)
  '2.0': 'refused', // other mailbox status
  '2.1': 'mailbox-disabled', // disabled, not accepting messages
  '2.2': 'mailbox-full',
  '2.3': 'too-large', // exceeds an administrative limit
  '2.4': 'refused', // mailing list expansion
  '3.0': 'system',
  '3.1': 'system-full', // mail system full
  '3.2': 'system', // system not accepting messages
  '3.3': 'system',
  '3.4': 'too-large', // message too big for system
  '3.5': 'system',
  '4.0': 'network',
  '4.1': 'network', // no answer from host
  '4.2': 'network', // bad connection
  '4.3': 'network', // directory server failure
  '4.4': 'domain-unknown', // unable to route
  '4.5': 'rate-limited', // system congestion
  '4.6': 'loop', // routing loop
  '4.7': 'expired', // delivery time expired
  '4.8': 'loop',
  '5.0': 'refused',
  '5.1': 'refused',
  '5.2': 'refused',
  '5.3': 'rate-limited', // too many recipients
  '5.4': 'refused',
  '6.0': 'content',
  '6.1': 'content',
  '6.2': 'content',
  '6.3': 'content',
  '6.6': 'content',
  '7.0': 'policy',
  '7.1': 'policy', // delivery not authorized
  '7.2': 'policy', // list expansion prohibited
  '7.3': 'policy',
  '7.7': 'content', // message integrity failure
  '7.8': 'authentication',
  '7.9': 'authentication',
  '7.13': 'mailbox-disabled', // user account disabled (RFC 7505 registry, RFC 5248)
  '7.17': 'address-changed', // mailbox owner has changed (RFC 7293)
  '7.18': 'address-changed', // domain owner has changed (RFC 7293)
  '7.20': 'authentication', // DKIM (RFC 7372)
  '7.21': 'authentication',
  '7.22': 'authentication',
  '7.23': 'authentication', // SPF (RFC 7372)
  '7.24': 'authentication',
  '7.25': 'blocked', // reverse DNS (RFC 7372)
  '7.26': 'authentication',
  '7.27': 'sender-rejected', // sender address has null MX (RFC 7505)
  '7.28': 'rate-limited', // mail flood
  '7.350': 'policy', // Exchange Online: remote server returned message detected as spam
  '7.508': 'blocked', // Exchange Online: sending IP throttled
  '7.511': 'blocked', // Exchange Online: banned sender
  '7.606': 'blocked', // Exchange Online: banned sending IP
  '7.705': 'blocked', // Exchange Online: tenant has exceeded threshold
  '7.708': 'blocked',
}
