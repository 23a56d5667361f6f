import { sql } from 'kysely'
import { promiseDay } from '#core/campaigns/timing.ts'
import type { Pair } from '#core/consent/pair.ts'
import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import { type Language, STEPS } from '#core/messages/message.ts'
import { TWILIO } from '#core/parameters/twilio.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import type { Read } from '#db/open.ts'
import type { ClaimedDelivery } from '#db/operations/deliveries/claim-deliveries.ts'
import { type ClaimedTestText, type ClaimedText, textsOf } from '#db/operations/deliveries/service-messages.ts'
import type { Memory } from '#db/operations/memory.ts'
import { loadFacts } from '#db/tables/gate-facts.ts'
import { shortLinks } from './short-links.ts'

/**
 * An SMS nobody can speak for, as it was handed over, and when to look for it in the provider's list. Instants are epoch milliseconds. `messageId`: the
 * provider's name of it, where a status told it before the doubt.
 */
export type TextInDoubt = { from: number; until: number; giveUpAt: number; messageId: string | undefined } & (
  | { kind: 'delivery'; delivery: ClaimedDelivery }
  | { kind: 'service'; message: ClaimedText | ClaimedTestText }
)

const MINUTE_MS = 60_000
const { afterSeconds, beforeMinutes, afterMinutes, giveUpMinutes } = TWILIO.reconcile

/** Those the list has not been given up for, oldest first after `after`; at most `limit` of each kind. */
export async function textsInDoubt(
  memory: Memory,
  now: number,
  { limit, after }: { limit: number; after: { delivery: number; service: number } },
): Promise<TextInDoubt[]> {
  const deliveries = await deliveriesInDoubt(memory.database.read, now, limit, after.delivery)
  const services = await servicesInDoubt(memory.database.read, now, limit, after.service)
  if (deliveries.length + services.length === 0) return []
  // The short links of then are read, or made where they are gone: the same operation gives them.
  return memory.database.write(async (db) => {
    const texts: TextInDoubt[] = []
    for (const row of deliveries) {
      const delivery = await asClaimed(db, memory, now, row)
      if (delivery !== undefined) texts.push({ kind: 'delivery', delivery, ...times(row, now) })
    }
    const messages = await textsOf(db, memory, now, services)
    for (const row of services) {
      const message = messages.get(row.id)
      if (message !== undefined) texts.push({ kind: 'service', message, ...times(row, now) })
    }
    return texts
  })
}

interface Times {
  sending_at: number | null
  due_at: number
  finished_at: number | null
  message_id: string | null
}

/** Around the hand-over; where even that is not known (a restored copy), since it fell due. */
function times({ sending_at, due_at, finished_at, message_id }: Times, now: number) {
  const ended = finished_at ?? now
  return {
    from: (sending_at ?? due_at) - beforeMinutes * MINUTE_MS,
    until: (sending_at ?? ended) + afterMinutes * MINUTE_MS,
    giveUpAt: ended + giveUpMinutes * MINUTE_MS,
    messageId: message_id ?? undefined,
  }
}

type DeliveryRow = Awaited<ReturnType<typeof deliveriesInDoubt>>[number]

async function deliveriesInDoubt(db: Read, now: number, limit: number, after: number) {
  return (
    db
      .selectFrom('deliveries as d')
      .innerJoin('campaign_audience as a', (on) =>
        on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
      )
      .select(['d.id', 'd.campaign_id', 'd.contact_id', 'd.step', 'd.variant', 'd.language', 'd.address'])
      .select(['d.sending_at', 'd.due_at', 'd.finished_at', 'd.promise_at', 'd.message_id', 'a.pairs', 'a.version'])
      // Campaign by campaign and step by step, so that it is a seek in the index of what is in doubt, however many messages were ever sent.
      .where('d.campaign_id', 'in', (e) => e.selectFrom('campaigns').select('id').where('started_at', 'is not', null))
      .where('d.step', 'in', STEPS)
      .where('d.state', '=', 'in-doubt')
      .where('d.channel', '=', 'sms')
      .where('d.id', '>', after)
      .where('d.finished_at', '<=', now - afterSeconds * 1000)
      .where((e) => e.or([e('d.response', 'is', null), e('d.response', '<>', DOUBT_RESPONSES['not-listed'])]))
      .orderBy('d.id')
      .limit(limit)
      .execute()
  )
}

async function servicesInDoubt(db: Read, now: number, limit: number, after: number) {
  return (
    db
      .selectFrom('service_messages')
      .select([
        'id',
        'kind',
        'channel',
        'address',
        'language',
        'data',
        'sending_at',
        'due_at',
        'finished_at',
        'message_id',
      ])
      // Written out, so that SQLite sees that the partial index holds what is asked for.
      .where(sql<boolean>`state = 'in-doubt' and channel = 'sms'`)
      .where('id', '>', after)
      .where('finished_at', '<=', now - afterSeconds * 1000)
      .where((e) => e.or([e('response', 'is', null), e('response', '<>', DOUBT_RESPONSES['not-listed'])]))
      .orderBy('id')
      .limit(limit)
      .execute()
  )
}

/** As it was claimed, as far as its words depend on it; undefined when the person or their number is gone. */
async function asClaimed(
  db: Parameters<typeof shortLinks>[0],
  memory: Memory,
  now: number,
  row: DeliveryRow,
): Promise<ClaimedDelivery | undefined> {
  const { id, campaign_id: campaignId, contact_id: contactId, promise_at } = row
  const contact = (await loadFacts(db, memory, [contactId], { campaignId })).get(contactId)
  if (contact === undefined || row.address === '') return undefined
  const [answer = '', preferences = '', unsubscribe = ''] = await shortLinks(db, now, [
    { purpose: 'answer', contactId, campaignId },
    { purpose: 'preferences', contactId, campaignId: 0 },
    { purpose: 'unsubscribe', contactId, campaignId },
  ])
  const { timeZone } = memory.house.organisation
  return {
    id,
    mailId: mailId(memory.keyring, 'd', id),
    channel: 'sms',
    contactId,
    campaignId,
    version: row.version,
    step: row.step,
    variant: row.variant,
    language: row.language as Language,
    address: row.address,
    person: contact,
    topics: (JSON.parse(row.pairs) as Pair[]).map(({ topic }) => topic),
    sourceName: contact.sourceName,
    sourceAt: contact.sourceAt,
    promiseDay: promise_at === null ? undefined : promiseDay(promise_at, timeZone),
    links: { answer: '', preferences: '', unsubscribe: '' },
    codes: { answer, preferences, unsubscribe },
  }
}
