import { randomUUID } from 'node:crypto'
import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { recordResults } from '#db/operations/deliveries/record-results.ts'
import { type ReceiveMail, receiveMail } from '#db/operations/incoming/receive-mail.ts'
import type { Memory } from '#db/operations/memory.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'

export const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A message as it is read: from a person, about nothing of ours. */
function anIncoming(change: Partial<IncomingMail> = {}): IncomingMail {
  return {
    kind: 'human',
    recipients: [],
    from: 'a@example.org',
    envelopeTo: [],
    subject: 'Re: Souhaitez-vous continuer ?',
    inReplyTo: [],
    ourMarks: '',
    text: 'Bonjour, merci.',
    automatic: [],
    ...change,
  }
}

export const PERMANENT = [{ permanence: 'permanent', status: '5.1.1' }] as const satisfies IncomingMail['recipients']
export const TEMPORARY = [{ permanence: 'temporary', status: '4.2.2' }] as const satisfies IncomingMail['recipients']

/** Takes in one message of its own. */
export function takeIn(memory: Memory, now: number, mail: Partial<IncomingMail>, command: Partial<ReceiveMail> = {}) {
  return receiveMail(memory, now, {
    mail: anIncoming(mail),
    digest: randomUUID(),
    via: 'smtp',
    verified: false,
    ...command,
  })
}

/** One person who was asked: their delivery, and the address a bounce of it comes back to. */
export async function oneAsked(memory: Memory, result: 'sent' | 'in-doubt' = 'sent', email = 'a@example.org') {
  const contactId = await aContact(memory, NOW, { email })
  const campaignId = await anApprovedCampaign(memory, NOW)
  await advanceCampaigns(memory, NOW)
  const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 100 })
  const delivery = claimed.find((one) => one.address === email)
  if (delivery === undefined) throw new Error('nothing was claimed')
  await recordResults(
    memory,
    NOW,
    claimed.map(({ id }) => ({ deliveryId: id, result, response: 'said' })),
  )
  const mark = mailId(memory.keyring, 'd', delivery.id)
  return { contactId, campaignId, deliveryId: delivery.id, marks: `<bounce+${mark}@example.org>` }
}

export async function deliveryOf({ database }: Memory, id: number) {
  return database.read
    .selectFrom('deliveries')
    .select(['state', 'bounced', 'complained_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export async function emailState({ database }: Memory, contactId: number): Promise<string> {
  const row = await database.read
    .selectFrom('contacts')
    .select('email_state')
    .where('id', '=', contactId)
    .executeTakeFirstOrThrow()
  return row.email_state
}

/** Everything that says what may be sent to whom: what an untrusted message must not change. */
export async function everything({ database: { read } }: Memory) {
  return {
    deliveries: await read.selectFrom('deliveries').selectAll().orderBy('id').execute(),
    audience: await read.selectFrom('campaign_audience').selectAll().orderBy('contact_id').execute(),
    contacts: await read.selectFrom('contacts').selectAll().orderBy('id').execute(),
    consents: await read
      .selectFrom('consents')
      .selectAll()
      .orderBy('contact_id')
      .orderBy('topic')
      .orderBy('channel')
      .execute(),
    events: await read.selectFrom('consent_events').selectAll().orderBy('seq').execute(),
    optOuts: await read
      .selectFrom('suppressions')
      .selectAll()
      .where('lifted_at', 'is', null)
      .orderBy('address_hash')
      .orderBy('kind')
      .orderBy('topic')
      .orderBy('channel')
      .execute(),
  }
}
