import type { ContactFacts } from './contact-facts.ts'

interface Candidate {
  readonly key: string
  readonly email: string | null
  readonly phone: string | null
}

/** The contacts a batch of rows may be about. */
export interface Candidates<C> {
  byKey(key: string): C | undefined
  byEmail(email: string): readonly C[]
  byPhone(phone: string): readonly C[]
}

/** `key` is the key the contact has from now on. Without a contact, it is a new one. */
export type Match<C> = { contact?: C; key: string } | { refused: 'two-contacts' }

/**
 * Whom a row is about. The key decides; an address only when the row has no key of its own, or when the contact was known by nothing but that
 * address until now. A row that finds one contact by key and another by address is for a person to look at.
 * @param contactKey `email`, or the organisation's own field, which rows give as `customerNumber`
 */
export function matchContact<C extends { facts: Candidate }>(
  row: ContactFacts,
  contactKey: string,
  candidates: Candidates<C>,
): Match<C> {
  const own = contactKey === 'email' ? row.email : row.customerNumber
  if (own === undefined) return byAddress(row, candidates)
  const known = candidates.byKey(own)
  if (known === undefined) {
    const provisional = knownByAddressOnly(row, contactKey, candidates)
    return provisional === undefined ? { key: own } : { contact: provisional, key: own }
  }
  const sharers = row.email === undefined ? [] : candidates.byEmail(row.email)
  if (sharers.length > 0 && !sharers.includes(known)) return { refused: 'two-contacts' }
  return { contact: known, key: known.facts.key }
}

function byAddress<C extends { facts: Candidate }>(row: ContactFacts, candidates: Candidates<C>): Match<C> {
  const address = row.email ?? row.phone ?? ''
  const found = row.email === undefined ? candidates.byPhone(address) : candidates.byEmail(address)
  if (found.length > 1) return { refused: 'two-contacts' }
  const contact = found[0] ?? candidates.byKey(address)
  return contact === undefined ? { key: address } : { contact, key: contact.facts.key }
}

/** A contact made from an address alone takes its key from the first row that brings both. */
function knownByAddressOnly<C extends { facts: Candidate }>(
  row: ContactFacts,
  contactKey: string,
  candidates: Candidates<C>,
): C | undefined {
  const byEmail = contactKey === 'email' || row.email === undefined ? [] : candidates.byEmail(row.email)
  const byPhone = row.phone === undefined ? [] : candidates.byPhone(row.phone)
  const found = [
    ...byEmail.filter(({ facts }) => facts.key === facts.email),
    ...byPhone.filter(({ facts }) => facts.key === facts.phone && facts.email === null),
  ]
  return found.length === 1 ? found[0] : undefined
}
