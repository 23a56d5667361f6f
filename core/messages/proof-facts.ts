/**
 * A link of a message as it was found when its address was asked. `broken`: the address or the page does not exist. `private`:
 * the name leads to an address that is not on the public internet. `unchecked`: nobody could ask, which is not the link's fault.
 */
export interface CheckedLink {
  readonly href: string
  readonly verdict: 'sound' | 'broken' | 'private' | 'unchecked'
  readonly because?: UncheckedBecause
}

/**
 * Why nobody could ask: nothing leaves this machine, the other side did not answer or did not let us look, the address uses a port
 * that is not https's own, it sends on too often or to a page that is not secure, or the message has too many links.
 */
export type UncheckedBecause = 'stays-here' | 'no-answer' | 'refused' | 'port' | 'redirects' | 'too-many'

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
