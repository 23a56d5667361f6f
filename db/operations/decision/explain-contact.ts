import { type Asked, type Bucket, gate } from '#core/consent/gate.ts'
import type { Basis } from '#core/consent/gate-facts.ts'
import type { Consent } from '#core/consent/ledger.ts'
import { normaliseEmail } from '#core/contacts/email.ts'
import { normalisePhone } from '#core/contacts/phone.ts'
import type { Reason, ReasonCode } from '#core/decision/reasons.ts'
import type { Channel } from '#core/house.ts'
import type { ExplainedEtiquette } from '#core/texts/explanation-etiquette.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'
import { attentionOf, attentionTo } from '#db/tables/sent-messages.ts'
import { explainEtiquette } from './explain-etiquette.ts'
import { judgeMessage, judgePairs, type Question } from './judge-contact.ts'

export interface Explanation {
  verdict: 'send' | 'hold' | 'refuse'
  until?: number
  reasons: Reason[]
  gate: { bucket: Bucket; reason: ReasonCode; asked: Asked }
  contact: number | undefined
  /** What the person's data is kept on for this pair, and until when. */
  basis: { name: Basis; endsAt: number | undefined } | undefined
  consent: Pick<Consent, 'state' | 'via' | 'at'> | undefined
  /** Oldest import first. */
  sources: ExplainedSource[]
  topic: string
  channel: Channel
  kind: 'marketing'
  /** Epoch milliseconds. */
  asOf: number
  /** Where they are, what they chose, what they had of us; undefined for an address nobody knows. */
  etiquette: ExplainedEtiquette | undefined
  /** Facts that are today's even when `asOf` lies in the past. */
  current: (typeof UNDATED)[number][]
}

export interface ExplainedSource {
  name: string
  basis: Basis
  /** The privacy lead confirmed the declared basis. */
  attested: boolean
  /** When this person's data was collected there: their own trace, else the file's word, else the import. Epoch milliseconds. */
  at: number
}

/** Facts the ledger does not date: read as they stand today. */
const UNDATED = ['contact fields', 'sources', 'house windows', 'house budget', 'approvals taken back since'] as const

/**
 * The decision about one marketing message to one address, with every reason: as of any instant, for staff ("why not?") and for the person
 * ("why did I get this?"). An unknown address is a refusal, not an error.
 */
export async function explainContact(
  memory: Memory,
  now: number,
  { address, topic, channel, at = now }: { address: string; topic: string; channel: Channel; at?: number },
): Promise<Explanation> {
  const { database, house } = memory
  const about = { topic, channel, kind: 'marketing' as const, asOf: at, current: at === now ? [] : [...UNDATED] }
  const contact = await findByAddress(memory, address)
  const loaded =
    contact === undefined
      ? undefined
      : (await loadFacts(database.read, memory, [contact], at === now ? {} : { asOf: at })).get(contact)
  const facts = loaded && at !== now ? withoutLater(loaded, at) : loaded
  if (facts === undefined) {
    const reasons: Reason[] = [{ code: 'unknown-contact' }]
    return {
      verdict: 'refuse',
      reasons,
      gate: { bucket: 'doubtful', reason: 'unknown-contact', asked: 'no' },
      contact: undefined,
      basis: undefined,
      consent: undefined,
      sources: [],
      etiquette: undefined,
      ...about,
    }
  }
  const clock = clockFor(at, house)
  const pair = { topic, channel }
  const question: Question = { kind: 'topic', pairs: [pair], carrier: channel, ticks: [], overBudget: 'hold' }
  const send = {
    settled: false,
    campaignRunning: true,
    attention: attentionOf(
      await attentionTo(database.read, undefined, [facts.contactId], at, at === now ? undefined : at),
      facts.contactId,
    ),
    bestBefore: undefined,
  }
  const decision = judgeMessage(facts, judgePairs(facts, question, clock), question, send, memory, at)
  const pairFacts = facts.pair(pair)
  const { bucket, reason, asked, basis, basisEndsAt } = gate(facts.gate, pairFacts, channel, clock)
  const reasons: Reason[] = decision.verdict === 'send' ? [{ code: 'consent-granted' }] : decision.reasons
  return {
    verdict: decision.verdict,
    ...(decision.verdict === 'hold' && { until: decision.until }),
    reasons,
    gate: { bucket, reason, asked },
    contact: facts.contactId,
    basis: { name: basis, endsAt: basisEndsAt },
    consent: pairFacts.consent,
    sources: facts.sources(),
    etiquette: explainEtiquette({ ...facts, channel, house, holidays: memory.holidays, attention: send.attention }, at),
    ...about,
  }
}

/** A reply that came after the instant asked about had not come then. */
function withoutLater(facts: ContactFacts, at: number): ContactFacts {
  return facts.repliedAt !== undefined && facts.repliedAt > at ? { ...facts, repliedAt: undefined } : facts
}

/** By e-mail, by number, or by the organisation's own key. */
export async function findByAddress(
  { database, keyring, house }: Memory,
  address: string,
): Promise<number | undefined> {
  const email = normaliseEmail(address)
  const phone = normalisePhone(address, house.organisation.country)
  const hashes = [
    'email' in email ? keyring.addressHash(email.email) : undefined,
    'phone' in phone ? keyring.addressHash(phone.phone) : undefined,
  ].filter((hash) => hash !== undefined)
  const found = await database.read
    .selectFrom('contacts')
    .select('id')
    .where((e) =>
      e.or([
        ...(hashes.length > 0 ? [e('email_hash', 'in', hashes), e('phone_hash', 'in', hashes)] : []),
        e('key', '=', address.trim()),
      ]),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return found?.id
}
