/**
 * A link of a message as it was found when its address was asked. `broken`: the address or the page does not exist. `private`:
 * the name leads to an address that is not on the public internet. `unchecked`: nobody could ask, which is not the link's fault.
 */
export interface CheckedLink {
  readonly href: string
  readonly verdict: 'sound' | 'broken' | 'private' | 'unchecked'
  /** Why nobody could ask: this machine asks nothing outside, the other side did not answer, or the message has too many links. */
  readonly because?: 'stays-here' | 'no-answer' | 'too-many'
}

/** A word no dictionary of the message's language knows, and what may have been meant. */
export interface Misspelling {
  readonly word: string
  readonly suggestions: readonly string[]
}

/** What only the world outside can tell of one message: dictionaries, the web, the sender. Gathered before the checks, which stay pure. */
export interface ProofFacts {
  readonly misspelled: readonly Misspelling[]
  readonly links: readonly CheckedLink[]
  /** The house's own word list: none of these is a misspelling or an unexplained acronym. */
  readonly houseWords?: readonly string[]
  /** `Name <address>` or an address: what people see the message come from. */
  readonly sender?: string
}

export const NO_FACTS: ProofFacts = { misspelled: [], links: [] }
