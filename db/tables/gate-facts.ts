import type { Basis, GateFacts, PairFacts } from '#core/consent/gate-facts.ts'
import type { Consent } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { isGenericAddress } from '#core/contacts/email.ts'
import { type Place, placeOf } from '#core/etiquette/place.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Organisation } from '#core/house.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import {
  asksOf,
  type ContactRow,
  type ContactSource,
  contactRows,
  currentConsents,
  type EarlierAsk,
  factTexts,
  type Held,
  type LedgerAt,
  ledgerAt,
  optOutsOf,
  settingsOf,
  sourcesOf,
  suppressedAmong,
} from './fact-rows.ts'

/** One contact with everything the gate and a decision need. */
export interface ContactFacts {
  contactId: number
  email: string | undefined
  phone: string | undefined
  language: string | undefined
  guardianEmail: string | undefined
  firstName: string | undefined
  lastName: string | undefined
  civility: 'mr' | 'ms' | undefined
  company: string | undefined
  /** Where and when the address was collected, for "why you get this". */
  sourceName: string | undefined
  sourceAt: number | undefined
  /** Oldest import first. `at`: the person's own trace, else the file's word, else the import. Epoch milliseconds. */
  sources(): { name: string; basis: Basis; attested: boolean; at: number }[]
  /** Where they are, as far as it can be told. */
  place: Place
  /** How they want to be written to; what they did not choose is absent. */
  settings: RecipientSettings
  /** When they last wrote an SMS to us. Epoch milliseconds. */
  repliedAt: number | undefined
  gate: GateFacts
  pair(pair: Pair): PairFacts
}

export interface FactOptions {
  /** Asks of this campaign do not count as earlier asks of themselves. */
  campaignId?: number
  /** Consents, opt-outs and asks as recorded up to this instant; the contact's fields are today's. One contact only. */
  asOf?: number
}

/** Loads contacts set-based, a handful of statements for any number of them. At most about 2,000 a call. */
export async function loadFacts(
  db: Read,
  memory: Pick<Memory, 'keyring' | 'house'>,
  contactIds: readonly number[],
  options: FactOptions = {},
): Promise<Map<number, ContactFacts>> {
  if (contactIds.length === 0) return new Map()
  const { asOf } = options
  const texts = await factTexts(db, contactIds, options)
  const contacts = contactRows(texts)
  const sources = sourcesOf(texts)
  const consents = asOf === undefined ? currentConsents(texts) : undefined
  const then = new Map<number, LedgerAt>()
  if (asOf !== undefined) for (const id of contactIds) then.set(id, await ledgerAt(db, memory, id, asOf))
  const optOuts = optOutsOf(texts, asOf)
  const asks = asksOf(texts, asOf)
  const settings = settingsOf(texts, asOf)
  const { organisation } = memory.house
  const guardians = contacts.flatMap(([, email]) => (email === null ? [] : [memory.keyring.addressHash(email)]))
  const guardiansOut = await suppressedAmong(db, guardians, asOf)
  const found = new Map<number, ContactFacts>()
  for (const contact of contacts) {
    const [id, guardianEmail] = contact
    const facts = toFacts(contact, {
      asOf,
      sources: sources.get(id) ?? NONE,
      consents: consents?.get(id) ?? then.get(id)?.consents,
      restrictedThen: then.get(id)?.restricted,
      held: optOuts.get(id) ?? NONE,
      guardianSuppressed: guardianEmail !== null && guardiansOut.has(memory.keyring.addressHash(guardianEmail)),
      asks: asks.get(id) ?? NONE,
      settings: settings.get(id) ?? NO_SETTINGS,
      organisation,
    })
    found.set(id, facts)
  }
  return found
}

const NONE: readonly never[] = []
const NO_SETTINGS: RecipientSettings = {}

interface Around {
  asOf: number | undefined
  sources: readonly ContactSource[]
  consents: ReadonlyMap<string, Consent> | undefined
  /** What the ledger says of a past instant, where it says anything. */
  restrictedThen: boolean | undefined
  /** Opt-outs of the contact's addresses. */
  held: readonly Held[]
  guardianSuppressed: boolean
  asks: readonly EarlierAsk[]
  settings: RecipientSettings
  organisation: Organisation
}

function toFacts(
  contact: ContactRow,
  { asOf, sources, consents, restrictedThen, held, guardianSuppressed, asks, settings, organisation }: Around,
): ContactFacts {
  // One destructuring, without rest arrays: this runs a million times.
  // biome-ignore format: the order of the columns
  const [
    id, guardianEmail, email, emailState, phone, civility, firstName, lastName, company, function_, language,
    country, region, postcode, timeZone, phoneState, textedBackAt, kind, informed, birthDate, minor, guardianConsentAt,
    lastClickAt, lastOpenAt, lastPurchaseAt, lastActAt, restrictedAt,
  ] = contact
  const newest = sources.at(-1)
  return {
    contactId: id,
    email: email ?? undefined,
    phone: phone ?? undefined,
    language: language ?? undefined,
    guardianEmail: guardianEmail ?? undefined,
    firstName: firstName ?? undefined,
    lastName: lastName ?? undefined,
    civility: civility ?? undefined,
    company: company ?? undefined,
    sourceName: newest?.name,
    sourceAt: newest && collectedAt(newest),
    sources: () =>
      sources.map((source) => ({
        name: source.name,
        basis: source.facts.basis,
        attested: source.facts.attested,
        at: collectedAt(source),
      })),
    place: placeOf(
      {
        timeZone: timeZone ?? undefined,
        country: country ?? undefined,
        region: region ?? undefined,
        postcode: postcode ?? undefined,
        phone: phone ?? undefined,
      },
      organisation,
    ),
    settings,
    repliedAt: textedBackAt ?? undefined,
    gate: {
      kind: kind ?? undefined,
      country: country ?? undefined,
      region: region ?? undefined,
      // Only the rule of business contacts asks, and looking is slow.
      genericAddress: kind === 'b2b' && email !== null && isGenericAddress(email),
      informed: informed === null ? undefined : informed === 1,
      hasFunction: function_ !== null,
      birthDate: birthDate ?? undefined,
      declaredMinor: minor === null ? undefined : minor === 1,
      // A guardian at the child's own address is no guardian: the message would go to the child.
      guardian:
        guardianEmail !== null && guardianConsentAt !== null && guardianEmail !== email
          ? { suppressed: guardianSuppressed }
          : undefined,
      restricted: restrictedThen ?? (restrictedAt !== null && restrictedAt <= (asOf ?? Number.MAX_SAFE_INTEGER)),
      suppressed: strongest(held),
      basisAwaitsAttestation: sources.some(({ facts }) => NEEDS_ATTESTATION.has(facts.basis) && !facts.attested),
      sources: sources.map(({ facts }) => facts),
      lastClickAt: lastClickAt ?? undefined,
      lastOpenAt: lastOpenAt ?? undefined,
      lastPurchaseAt: lastPurchaseAt ?? undefined,
      lastActAt: lastActAt ?? undefined,
      reach: {
        email: email === null ? 'missing' : emailState,
        sms: phone === null ? 'missing' : phoneState,
      },
    },
    pair: (pair) => {
      const key = pairKey(pair)
      return {
        key,
        consent: consents?.get(key),
        optedOut: held.length === 0 ? undefined : optedOut(held, pair),
        asks: asks.length === 0 ? NONE : asks.filter((ask) => ask.pairs.has(key)),
      }
    },
  }
}

function collectedAt({ facts, importedAt }: ContactSource): number {
  return facts.tracedAt ?? facts.collectedAt ?? importedAt
}

const NEEDS_ATTESTATION = new Set(['lawful', 'customer', 'professional'])
const STRONGEST_FIRST = ['tombstone', 'complained', 'stopped', 'objected'] as const

/** A sweeping opt-out of both channels; one of a single channel bars that channel's pairs alone. */
function strongest(held: readonly Held[]): GateFacts['suppressed'] {
  if (held.length === 0) return undefined
  return STRONGEST_FIRST.find((kind) => held.some((one) => one.kind === kind && one.channel === '*'))
}

function optedOut(held: readonly Held[], { topic, channel }: Pair): PairFacts['optedOut'] {
  for (const { kind, ...about } of held) {
    if ((kind === 'withdrawn' || kind === 'refused') && about.topic === topic && about.channel === channel) return kind
    // "No more e-mail" holds for topics the house invents later too: they have no row of their own.
    if (about.topic === '*' && about.channel === channel) return 'withdrawn'
  }
  return undefined
}
