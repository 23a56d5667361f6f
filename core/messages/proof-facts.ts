/** A link of a message as it was found when its address was asked. `unchecked`: nobody could ask, which is not the link's fault. */
export interface CheckedLink {
  readonly href: string
  readonly verdict: 'sound' | 'broken' | 'private' | 'unchecked'
}

/** A word no dictionary of the message's language knows, and what may have been meant. */
export interface Misspelling {
  readonly word: string
  readonly suggestions: readonly string[]
}

/** What only the world outside can tell of one message: dictionaries, the web. Gathered before the checks, which stay pure. */
export interface ProofFacts {
  readonly misspelled: readonly Misspelling[]
  readonly links: readonly CheckedLink[]
}

export const NO_FACTS: ProofFacts = { misspelled: [], links: [] }
