import type { Consent } from '#core/consent/ledger.ts'
import { normaliseEmail } from '#core/contacts/email.ts'
import { normalisePhone } from '#core/contacts/phone.ts'
import type { Memory } from '#db/operations/memory.ts'
import { stopsOfAddresses } from '#db/tables/address-stops.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { sourcesOfContact } from '#db/tables/contact-sources.ts'
import { contactById, contactsByAddress } from '#db/tables/contacts.ts'

export interface ContactSummary {
  id: number
  email: string | undefined
  emailState: 'usable' | 'invalid' | 'bounced'
  phone: string | undefined
  firstName: string | undefined
  lastName: string | undefined
  language: string | undefined
  country: string | undefined
  kind: 'b2c' | 'b2b' | undefined
  createdAt: number
  restricted: boolean
  tags: readonly string[]
  /** Oldest first. */
  sources: readonly { name: string; basis: string; line: number; documented: boolean }[]
  consents: readonly { topic: string; channel: string; state: Consent['state']; at: number }[]
  /** What holds for the addresses, whoever carries them. */
  stops: readonly { kind: string; topic: string; channel: string }[]
  /** How many other contacts carry this address. */
  others: number
}

/** Who carries an e-mail address or a phone number; the oldest contact of those who share it. Nobody is an answer. */
export async function findContact(
  { database, keyring, house }: Memory,
  address: string,
): Promise<ContactSummary | undefined> {
  const normalised = normalise(address, house.organisation.country)
  if (normalised === undefined) return undefined
  const hash = keyring.addressHash(normalised)
  const ids = [...((await contactsByAddress(database.read, [hash])).get(hash) ?? [])].sort((a, b) => a - b)
  const [id] = ids
  const found = id === undefined ? undefined : await contactById(database.read, id)
  if (found === undefined) return undefined
  const { facts, emailHash, phoneHash } = found
  const consents = (await consentsOf(database.read, [found.id])).get(found.id) ?? new Map<string, Consent>()
  const hashes = [emailHash, phoneHash].filter((each) => each !== null)
  const stops = await stopsOfAddresses(database.read, hashes)
  return {
    id: found.id,
    email: facts.email ?? undefined,
    emailState: facts.emailState,
    phone: facts.phone ?? undefined,
    firstName: facts.firstName ?? undefined,
    lastName: facts.lastName ?? undefined,
    language: facts.language ?? undefined,
    country: facts.country ?? undefined,
    kind: facts.kind ?? undefined,
    createdAt: found.createdAt,
    restricted: found.restricted,
    tags: facts.tags,
    sources: await sourcesOfContact(database.read, found.id),
    consents: [...consents].map(([pair, { state, at }]) => {
      const [topic = '', channel = ''] = pair.split(' ')
      return { topic, channel, state, at }
    }),
    stops: [...stops.values()].flat(),
    others: ids.length - 1,
  }
}

function normalise(address: string, country: string): string | undefined {
  if (address.includes('@')) {
    const read = normaliseEmail(address)
    return 'email' in read ? read.email : undefined
  }
  const read = normalisePhone(address, country)
  return 'phone' in read ? read.phone : undefined
}
