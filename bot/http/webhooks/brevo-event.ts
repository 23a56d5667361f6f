import { z } from 'zod'
import type { IncomingMail, IncomingRecipient } from '#core/incoming/incoming-mail.ts'

/** One event of Brevo's transactional webhooks, as far as we read it (developers.brevo.com/docs/transactional-webhooks, 2026-11). */
const eventSchema = z.looseObject({
  event: z.string().max(100),
  email: z.string().max(320).optional(),
  'message-id': z.string().max(998).optional(),
  messageId: z.string().max(998).optional(),
  'X-Mailin-custom': z.string().max(4000).optional(),
  ts_epoch: z.number().optional(),
  ts_event: z.number().optional(),
  ts: z.number().optional(),
  date: z.string().max(100).optional(),
})

/** What an event means to us. */
export type BrevoMeaning =
  | { means: 'message'; mail: IncomingMail; unsubscribed: boolean; key: string }
  | { means: 'delivered'; marks: string }
  | { means: 'nothing' }

type Said = Pick<IncomingMail, 'kind'> & { recipient: Omit<IncomingRecipient, 'address'>; unsubscribed?: true }

const UNKNOWN = { permanence: 'unknown' } as const
const MEANINGS: Readonly<Record<string, Said>> = {
  hardbounce: { kind: 'bounce', recipient: { permanence: 'permanent', reason: 'mailbox-unknown' } },
  invalidemail: { kind: 'bounce', recipient: { permanence: 'permanent', reason: 'mailbox-unknown' } },
  // Brevo's own list, or a filter: the message is lost, the address may be alive.
  blocked: { kind: 'bounce', recipient: { permanence: 'permanent', reason: 'blocked' } },
  softbounce: { kind: 'bounce', recipient: { permanence: 'temporary' } },
  spam: { kind: 'complaint', recipient: UNKNOWN },
  complaint: { kind: 'complaint', recipient: UNKNOWN },
  unsubscribed: { kind: 'other', recipient: UNKNOWN, unsubscribed: true },
}

/** Undefined when it is no event at all. What we do not know, or need not, is nothing. */
export function readBrevoEvent(value: unknown): BrevoMeaning | undefined {
  const parsed = eventSchema.safeParse(value)
  if (!parsed.success) return undefined
  const { data } = parsed
  const name = data.event.toLowerCase().replaceAll(/[^a-z]/g, '')
  const messageId = data['message-id'] ?? data.messageId ?? ''
  const marks = [messageId, data['X-Mailin-custom'] ?? ''].join('\n')
  if (name === 'delivered') return { means: 'delivered', marks }
  const said = MEANINGS[name]
  if (said === undefined) return { means: 'nothing' }
  const address = data.email?.trim().toLowerCase()
  const mail: IncomingMail = {
    kind: said.kind,
    recipients: [{ ...(address && { address }), ...said.recipient }],
    envelopeTo: [],
    subject: '',
    inReplyTo: messageId === '' ? [] : [messageId],
    ourMarks: marks,
    text: '',
    automatic: ['provider'],
  }
  const at = data.ts_epoch ?? data.ts_event ?? data.ts ?? data.date ?? ''
  return {
    means: 'message',
    mail,
    unsubscribed: said.unsubscribed === true,
    key: `${name} ${address} ${messageId} ${at}`,
  }
}
