import { randomUUID } from 'node:crypto'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { type ReceiveText, receiveText } from '#db/operations/incoming/receive-text.ts'
import type { Memory } from '#db/operations/memory.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact, type ContactGiven } from '#tests/support/a-contact.ts'
import { NOW } from './an-incoming.ts'

/** Of Arcep's numbers for fiction. */
export const NUMBER = '+33639980011'
export const STRANGER = '+33639980099'
const HOUSE_NUMBER = '+33639980100'

const ASK = {
  subject: 'Souhaitez-vous continuer ?',
  body: '{{greeting}}\n\nNous aimerions continuer à vous écrire.',
  sms: 'Bonjour, souhaitez-vous encore nos nouvelles par SMS ?',
}
const LAST = { ...ASK, subject: 'Dernier message sans réponse de votre part' }
const TEXTS = { fr: { ask: ASK, 'reminder-1': LAST, 'reminder-2': LAST } }

/** Takes in one SMS of its own. */
export function text(memory: Memory, now: number, body: string, change: Partial<ReceiveText> = {}) {
  return receiveText(memory, now, { sid: `SM${randomUUID()}`, from: NUMBER, to: HOUSE_NUMBER, body, ...change })
}

export async function somebody(memory: Memory, given: Partial<ContactGiven> = {}): Promise<number> {
  return aContact(memory, NOW, { email: 'a@example.org', phone: NUMBER, ...given })
}

/** Asks everybody who has a number, by SMS. */
export async function askByText(memory: Memory, draft: Partial<CampaignDraft> = {}, at = NOW): Promise<number> {
  const campaignId = await anApprovedCampaign(memory, at, { carrier: 'sms', texts: TEXTS, ...draft })
  await advanceCampaigns(memory, at)
  return campaignId
}

export async function handOver(memory: Memory, now = NOW, result: 'sent' | 'in-doubt' = 'sent') {
  const { claimed } = await claimDeliveries(memory, now, { workerId: 1, limit: 100, channel: 'sms' })
  const results = claimed.map(({ id }) => ({ deliveryId: id, result, response: 'said' }))
  await recordResults(memory, now, results)
  return claimed
}

/** One person who was asked by SMS. */
export async function oneTexted(memory: Memory, draft: Partial<CampaignDraft> = {}) {
  const contactId = await somebody(memory)
  const campaignId = await askByText(memory, draft)
  const [claimed] = await handOver(memory)
  if (claimed === undefined) throw new Error('nothing was claimed')
  return { contactId, campaignId, deliveryId: claimed.id }
}

/** By their own act on a page. */
export async function grant(memory: Memory, now: number, contactId: number, ...pairs: [string, 'email' | 'sms'][]) {
  const events = pairs.map(
    ([topic, channel]): NewEvent => ({ contactId, type: 'granted', topic, channel, via: 'answer-page' }),
  )
  await memory.database.write((db) => appendEvents(db, memory, now, events))
}

/** What we answer by SMS, oldest first. */
export async function answers({ database: { read } }: Memory) {
  const rows = await read
    .selectFrom('service_messages')
    .select(['kind', 'channel', 'address', 'language', 'data'])
    .orderBy('id')
    .execute()
  return rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) }))
}

export async function kinds(memory: Memory): Promise<string[]> {
  return (await answers(memory)).map(({ kind }) => kind)
}

/** `newsletter sms: granted`, … of one person. */
export async function consents({ database: { read } }: Memory, contactId: number): Promise<string[]> {
  const rows = await read
    .selectFrom('consents')
    .select(['topic', 'channel', 'state'])
    .where('contact_id', '=', contactId)
    .orderBy('topic')
    .orderBy('channel')
    .execute()
  return rows.map(({ topic, channel, state }) => `${topic} ${channel}: ${state}`)
}

/** What holds for a number or an address: `stopped * sms`. */
export async function optOuts({ database: { read }, keyring }: Memory, address: string): Promise<string[]> {
  const rows = await read
    .selectFrom('suppressions')
    .select(['kind', 'topic', 'channel'])
    .where('address_hash', '=', keyring.addressHash(address))
    .where('lifted_at', 'is', null)
    .orderBy('topic')
    .orderBy('channel')
    .execute()
  return rows.map(({ kind, topic, channel }) => `${kind} ${topic} ${channel}`)
}
