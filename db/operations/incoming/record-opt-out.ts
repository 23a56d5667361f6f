import { suppressionsOf } from '#core/consent/reach.ts'
import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { isLastEvent } from '#db/operations/preferences/last-event.ts'
import { holdRecipient } from '#db/operations/preferences/recipient.ts'
import { answerOpenAsks } from '#db/tables/campaign-audience.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { putSuppressions } from '#db/tables/suppressions.ts'
import { hashOfAddress } from './address-hash.ts'
import type { Done } from './done.ts'
import type { Marked } from './find-marked.ts'
import { proveHandedOver } from './prove-handed-over.ts'

/** What a mailbox or its provider tells us of its owner. */
const MEANING = {
  complained: { type: 'complained', topic: '*', channel: '*' },
  unsubscribed: { type: 'withdrawn', topic: '*', channel: 'email' },
} as const
const DONE = { complained: 'complaint-recorded', unsubscribed: 'stopped' } as const
/** One report names one reader; what names more is not about one message. */
const MOST_PEOPLE = 20

/**
 * Somebody called a message unwanted: nothing more, on any channel, until they sign up again by their own act. Or they unsubscribed with the provider:
 * no more e-mail. It holds for the address, also of who left the base.
 */
export async function recordOptOut(
  db: Write,
  memory: Memory,
  now: number,
  { mail, marked, via, as }: { mail: IncomingMail; marked: Marked; via: string; as: keyof typeof MEANING },
): Promise<Done[]> {
  const meaning = MEANING[as]
  const [delivery] = marked.deliveries
  const settled = await proveHandedOver(db, now, marked.deliveries)
  if (delivery !== undefined && as === 'complained')
    await db
      .updateTable('deliveries')
      .set({ complained_at: now })
      .where('id', '=', delivery.id)
      .where('complained_at', 'is', null)
      .execute()
  const named = mail.recipients.map(({ address }) => hashOfAddress(memory, address))
  const hashes = marked.sound ? [marked.addressHash] : named.slice(0, MOST_PEOPLE)
  const addresses = [...new Set(hashes)].filter((hash) => hash !== undefined)
  const people = await peopleOf(db, addresses, marked.contactId)
  await suppress(db, memory, now, { addresses, meaning })
  const events: NewEvent[] = []
  const about = delivery === undefined ? {} : { campaignId: delivery.campaignId }
  for (const contactId of people) {
    if ((await holdRecipient(db, contactId)) === undefined) continue
    await cancelDeliveries(db, contactId, now, 'stopped', { channel: meaning.channel })
    const channel = meaning.channel === '*' ? undefined : meaning.channel
    for (const id of await answerOpenAsks(db, contactId, now, channel)) await showCard(db, id, now)
    if (await isLastEvent(db, contactId, meaning)) continue
    events.push({ ...meaning, ...about, contactId, via: 'mailbox', evidence: { report: via, at: now } })
  }
  await appendEvents(db, memory, now, events)
  const recorded = addresses.length > 0 || people.length > 0
  return [...(recorded ? [DONE[as]] : []), ...(settled ? (['doubt-settled'] as const) : [])]
}

/** Whoever we wrote to; where only an address is known, everybody who carries it. */
async function peopleOf(db: Write, addresses: readonly string[], contactId: number | undefined): Promise<number[]> {
  if (contactId !== undefined) return [contactId]
  if (addresses.length === 0) return []
  const rows = await db
    .selectFrom('contacts')
    .select('id')
    .where('email_hash', 'in', addresses)
    .orderBy('id')
    .limit(MOST_PEOPLE)
    .execute()
  return rows.map(({ id }) => id)
}

/** Holds for the address itself, whether anybody carries it today or not. */
async function suppress(
  db: Write,
  { house }: Pick<Memory, 'house'>,
  now: number,
  { addresses, meaning }: { addresses: readonly string[]; meaning: (typeof MEANING)[keyof typeof MEANING] },
): Promise<void> {
  const topics = house.topics.map(({ id }) => id)
  const rows = addresses.flatMap((address_hash) =>
    suppressionsOf(meaning, topics).map((one) => ({ address_hash, ...one, at: now, event_seq: null, lifted_at: null })),
  )
  await putSuppressions(db, rows)
}
