import type { ConsentState } from '#core/consent/ledger.ts'
import type { ContactFacts } from '#core/contacts/contact-facts.ts'
import type { KnownFacts } from '#core/contacts/merge.ts'
import type { Candidates } from '#core/contacts/merge-match.ts'
import type { Keyring } from '#db/keys/keyring.ts'
import type { Write } from '#db/open.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { type ContactSearch, findContacts } from '#db/tables/contacts.ts'

/** A contact while a batch changes it. Without an id it is new. */
export interface Person {
  id: number | undefined
  facts: KnownFacts
  emailHash: string | null
  phoneHash: string | null
  restricted: boolean
  /** Something must be written. */
  touched: boolean
  /** Current consents by `topic channel`. */
  consents: Map<string, ConsentState>
  /** The source that spoke of this person before the row at hand, when this batch had one. */
  lastSource: string | undefined
}

/** The people a batch is about: those the base knows, and those the batch adds. */
export interface BatchPeople extends Candidates<Person> {
  all(): Iterable<Person>
  add(person: Person): void
  /** After its key or addresses changed. */
  moved(person: Person, before: KnownFacts): void
}

export async function loadPeople(
  db: Write,
  rows: readonly ContactFacts[],
  contactKey: string,
  keyring: Pick<Keyring, 'addressHash'>,
): Promise<BatchPeople> {
  const found = await findContacts(db, searchFor(rows, contactKey, keyring))
  const consents = await consentsOf(
    db,
    found.map(({ id }) => id),
  )
  const people = new PeopleIndex()
  for (const contact of found) {
    const states = [...(consents.get(contact.id) ?? [])].map(([pair, { state }]) => [pair, state] as const)
    people.add({ ...contact, touched: false, consents: new Map(states), lastSource: undefined })
  }
  return people
}

/** How to find everyone these rows may be about. One named twice is looked up twice, which costs less than a set. */
export function searchFor(
  rows: readonly ContactFacts[],
  contactKey: string,
  { addressHash }: Pick<Keyring, 'addressHash'>,
): ContactSearch {
  const keys: string[] = []
  const emails: string[] = []
  const phones: string[] = []
  for (const { email, phone, customerNumber } of rows) {
    if (email !== undefined) {
      keys.push(email)
      // With e-mail as the key, the key finds it.
      if (contactKey !== 'email') emails.push(email)
    }
    if (phone !== undefined) keys.push(phone)
    if (phone !== undefined && email === undefined) phones.push(phone)
    if (contactKey !== 'email' && customerNumber !== undefined) keys.push(customerNumber)
  }
  return {
    keys,
    emailHashes: emails.map(addressHash),
    phoneHashes: phones.map(addressHash),
  }
}

class PeopleIndex implements BatchPeople {
  readonly #people = new Set<Person>()
  readonly #keys = new Map<string, Person>()
  readonly #emails = new Map<string, Person[]>()
  readonly #phones = new Map<string, Person[]>()

  all(): Iterable<Person> {
    return this.#people
  }

  byKey(key: string): Person | undefined {
    return this.#keys.get(key)
  }

  byEmail(email: string): readonly Person[] {
    return this.#emails.get(email) ?? []
  }

  byPhone(phone: string): readonly Person[] {
    return this.#phones.get(phone) ?? []
  }

  add(person: Person): void {
    this.#people.add(person)
    this.#keys.set(person.facts.key, person)
    put(this.#emails, person.facts.email, person)
    put(this.#phones, person.facts.phone, person)
  }

  moved(person: Person, before: KnownFacts): void {
    const { facts } = person
    if (before.key !== facts.key) {
      this.#keys.delete(before.key)
      this.#keys.set(facts.key, person)
    }
    if (before.email !== facts.email) {
      take(this.#emails, before.email, person)
      put(this.#emails, facts.email, person)
    }
    if (before.phone !== facts.phone) {
      take(this.#phones, before.phone, person)
      put(this.#phones, facts.phone, person)
    }
  }
}

function put(index: Map<string, Person[]>, address: string | null, person: Person): void {
  if (address === null) return
  const people = index.get(address)
  if (people === undefined) index.set(address, [person])
  else people.push(person)
}

function take(index: Map<string, Person[]>, address: string | null, person: Person): void {
  const people = address === null ? undefined : index.get(address)
  if (people !== undefined) people.splice(people.indexOf(person), 1)
}
