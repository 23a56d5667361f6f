/** What an incoming message did. `listed-for-a-person`: nothing yet, somebody looks; `nothing`: it was counted. */
export type Done =
  | 'address-bounced'
  | 'delivery-failed'
  | 'soft-bounce-counted'
  | 'address-suppressed'
  | 'complaint-recorded'
  | 'stopped'
  | 'reply-kept'
  | 'doubt-settled'
  | 'listed-for-a-person'
  | 'already-received'
  | 'nothing'
