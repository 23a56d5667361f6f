/** Every reason a decision or a gate can give. One closed list: texts, simulations and `explain` all speak of these. */
export const REASONS = [
  'unknown-contact',
  // the whole contact
  'restricted', 'tombstone', 'complained', 'stopped', 'objected',
  // this pair
  'withdrawn', 'refused', 'lapsed', 'already-asked', 'no-consent', 'answered',
  // minors
  'minor', 'minor-without-guardian', 'minor-not-askable', 'guardian-suppressed', 'guardian-asked',
  // the basis
  'basis-ended', 'basis-ends-soon', 'ends-soon-unreachable', 'documented', 'professional', 'not-ticked',
  'basis-not-attested', 'basis-unknown', 'collection-doubtful', 'country-forbids-asking', 'doubtful',
  'activity-unknown', 'inactive', 'customer', 'trace-lost-active',
  // the address
  'address-missing', 'address-invalid', 'address-bounced', 'address-blocked', 'address-changed', 'same-address',
  'other-channel-preferred',
  // the campaign and the moment
  'campaign-not-running', 'country-window', 'holiday', 'closure', 'outside-window', 'own-hours', 'quiet-hours', 'paused',
  'budget-spent', 'budget-reserved', 'texted-lately', 'past-best-before', 'no-moment', 'rules-stricter',
  // all is well
  'consent-granted', 'information-allowed',
] as const // biome-ignore format: grouped as a person reads them

export type ReasonCode = (typeof REASONS)[number]

/** One reason, with what its sentence needs. */
export interface Reason {
  code: ReasonCode
  data?: Record<string, string | number>
}
