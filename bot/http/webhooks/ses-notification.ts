import { z } from 'zod'
import type { IncomingMail, IncomingRecipient, Permanence } from '#core/incoming/incoming-mail.ts'

const recipient = z.looseObject({ emailAddress: z.string().max(1000), status: z.string().max(100).optional() })
const address = z.string().max(1000)

/** What SES publishes about a message (docs.aws.amazon.com/ses, notification contents and receiving, 2026-11). */
const sesSchema = z.looseObject({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z
    .looseObject({
      source: address.optional(),
      headers: z
        .array(z.looseObject({ name: z.string(), value: z.string() }))
        .max(1000)
        .optional(),
      commonHeaders: z.looseObject({ messageId: z.string().optional() }).optional(),
    })
    .optional(),
  bounce: z
    .looseObject({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      bouncedRecipients: z.array(recipient).max(1000),
    })
    .optional(),
  complaint: z
    .looseObject({ complaintFeedbackType: z.string().nullish(), complainedRecipients: z.array(recipient).max(1000) })
    .optional(),
  receipt: z
    .looseObject({
      recipients: z.array(address).max(1000).optional(),
      action: z.looseObject({ encoding: z.string().optional() }).optional(),
    })
    .optional(),
  content: z.string().optional(),
})

export type SesMeaning =
  /** SES's own word. */
  | { means: 'message'; mail: IncomingMail }
  | { means: 'delivered'; marks: string }
  /** A message that somebody sent us: SES only carries it. */
  | { means: 'received'; raw: Buffer; envelope: { from: string; to: string[] } }
  | { means: 'nothing' }

/** Undefined when it is nothing SES would say. */
export function readSesNotification(text: string): SesMeaning | undefined {
  const said = parsed(text)
  if (said === undefined) return undefined
  const { mail, bounce, complaint, receipt, content } = said
  const type = said.notificationType ?? said.eventType
  const marks = marksOf(mail)
  if (type === 'Bounce' && bounce !== undefined) {
    const recipients = bounce.bouncedRecipients.map((one) => bounced(one, bounce))
    return { means: 'message', mail: about('bounce', recipients, marks) }
  }
  if (type === 'Complaint' && complaint !== undefined) {
    // "Not spam" takes it back, and a report of a forged sender is not about our message.
    if (['not-spam', 'auth-failure'].includes(complaint.complaintFeedbackType ?? '')) return { means: 'nothing' }
    const recipients = complaint.complainedRecipients.map(({ emailAddress }) => named(emailAddress, 'unknown'))
    return { means: 'message', mail: about('complaint', recipients, marks) }
  }
  if (type === 'Delivery') return { means: 'delivered', marks }
  if (type === 'Received' && content !== undefined) {
    const raw = Buffer.from(content, receipt?.action?.encoding?.toUpperCase() === 'BASE64' ? 'base64' : 'utf8')
    return { means: 'received', raw, envelope: { from: mail?.source ?? '', to: receipt?.recipients ?? [] } }
  }
  return { means: 'nothing' }
}

type SesMail = z.infer<typeof sesSchema>['mail']

/** Its envelope's sender names our delivery; so does the Message-ID we gave, where SES shows it. */
function marksOf(mail: SesMail): string {
  const ids = mail?.headers?.filter(({ name }) => /^(message-id|x-original-message-id)$/i.test(name)) ?? []
  const lines = [mail?.source, mail?.commonHeaders?.messageId, ...ids.map(({ value }) => value)]
  return lines.filter((line) => line !== undefined).join('\n')
}

function bounced(
  { emailAddress, status }: z.infer<typeof recipient>,
  { bounceType, bounceSubType }: { bounceType: string; bounceSubType?: string | undefined },
): IncomingRecipient {
  // A vacation reply comes as "Transient, General" too, but without a status.
  const permanence: Permanence =
    bounceType === 'Permanent'
      ? 'permanent'
      : bounceType === 'Transient' && (status !== undefined || bounceSubType !== 'General')
        ? 'temporary'
        : 'unknown'
  return {
    ...named(emailAddress, permanence),
    ...(status !== undefined && /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) && { status }),
  }
}

function named(emailAddress: string, permanence: Permanence): IncomingRecipient {
  const bare = /<([^<>]+)>\s*$/.exec(emailAddress)?.[1] ?? emailAddress
  return { address: bare.trim().toLowerCase(), permanence }
}

function about(kind: 'bounce' | 'complaint', recipients: IncomingRecipient[], ourMarks: string): IncomingMail {
  return { kind, recipients, envelopeTo: [], subject: '', inReplyTo: [], ourMarks, text: '', automatic: ['provider'] }
}

function parsed(text: string): z.infer<typeof sesSchema> | undefined {
  try {
    const result = sesSchema.safeParse(JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}
