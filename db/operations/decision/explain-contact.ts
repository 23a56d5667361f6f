import { gate } from '#core/consent/gate.ts'
import { normaliseEmail } from '#core/contacts/email.ts'
import { normalisePhone } from '#core/contacts/phone.ts'
import type { Reason } from '#core/decision/reasons.ts'
import type { Channel } from '#core/house.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import type { Memory } from '#db/operations/memory.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { judgeMessage, judgePairs, type Question } from './judge-contact.ts'

export interface Explanation {
  verdict: 'send' | 'hold' | 'refuse'
  until?: number
  reasons: Reason[]
  gate: { bucket: string; reason: string }
  contact: number | undefined
  topic: string
  channel: Channel
  kind: 'marketing'
  /** Epoch milliseconds. */
  asOf: number
  /** Facts that are today's even when `asOf` lies in the past. */
  current: string[]
}

/** Facts the ledger does not date: read as they stand today. */
const UNDATED = ['contact fields', 'sources', 'house windows', 'house budget']

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
  const about = { topic, channel, kind: 'marketing' as const, asOf: at, current: at === now ? [] : UNDATED }
  const contact = await findByAddress(memory, address)
  const facts =
    contact === undefined
      ? undefined
      : (await loadFacts(database.read, memory, [contact], at === now ? {} : { asOf: at })).get(contact)
  if (facts === undefined) {
    const reasons: Reason[] = [{ code: 'unknown-contact' }]
    return {
      verdict: 'refuse',
      reasons,
      gate: { bucket: 'doubtful', reason: 'unknown-contact' },
      contact: undefined,
      ...about,
    }
  }
  const clock = clockFor(at, house)
  const pair = { topic, channel }
  const question: Question = { kind: 'topic', pairs: [pair], carrier: channel, ticks: [] }
  const send = {
    settled: false,
    campaignRunning: true,
    sentAt: await sentBefore(memory, facts.contactId, at),
    bestBefore: undefined,
  }
  const decision = judgeMessage(facts, judgePairs(facts, question, clock), question, send, house, at)
  const { bucket, reason } = gate(facts.gate, facts.pair(pair), channel, clock)
  const reasons: Reason[] = decision.verdict === 'send' ? [{ code: 'consent-granted' }] : decision.reasons
  return {
    verdict: decision.verdict,
    ...(decision.verdict === 'hold' && { until: decision.until }),
    reasons,
    gate: { bucket, reason },
    contact: facts.contactId,
    ...about,
  }
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

const LONGEST_BUDGET_MS = 30 * 86_400_000

async function sentBefore({ database }: Memory, contactId: number, at: number): Promise<number[]> {
  const rows = await database.read
    .selectFrom('deliveries')
    .select((e) => e.fn.max<number>('finished_at').as('at'))
    .where('contact_id', '=', contactId)
    .where('state', 'in', ['sent', 'in-doubt'])
    .where('finished_at', '>', at - LONGEST_BUDGET_MS)
    .where('finished_at', '<=', at)
    .groupBy('campaign_id')
    .execute()
  return rows.map((row) => row.at)
}
