import type { Actor } from './turns.ts'

/** What must hold whatever happens. */
export type Invariant =
  | 'never-twice'
  | 'one-name-a-message'
  | 'nobody-lost'
  | 'sums-add-up'
  | 'sums-equal-the-server'
  | 'nothing-left-behind'
  | 'withdrawal-holds'
  | 'address-is-theirs'
  | 'pause-holds'
  | 'doubt-bounded'
  | 'budget-kept'
  | 'lapse-deserved'
  | 'no-fault'

export interface Violation {
  invariant: Invariant
  what: string
}

/** One claim of a delivery and what truly became of it, which the product may never learn. */
export interface Attempt {
  by: Actor
  at: number
  promiseAt: number | null
  truth: 'not-begun' | 'on-its-way' | 'accepted' | 'not-accepted'
  /** A person said "send again" since. */
  released: boolean
}

/** What is known of one delivery, from outside. */
export interface Known {
  campaign: number
  contact: number
  step: string
  attempts: Attempt[]
  accepted: number
  agains: number
  /** A person, or an answer, said that it counts as sent. */
  countedAsSent: boolean
  /** The last copy that was taken came back for good: nobody read it. */
  cameBack: boolean
  address: string
  messageId: string | undefined
}

export interface Person {
  /** Took everything back. */
  gone: boolean
  /** Topics said no to, or taken back. */
  off: Set<string>
  answered: Set<number>
  /** Campaigns they wrote back to, and nobody has read it. */
  unread: Set<number>
  address: string
}
