import type { Language } from '#core/messages/message.ts'
import type { ServiceSms } from '#core/texts/service-texts.ts'
import type { Read, Write } from '#db/open.ts'

/** What a service SMS needs besides its kind; what it says is made when it is claimed. */
export interface ServiceSmsData {
  'text-stopped': Record<never, never>
  'text-started': Record<never, never>
  'text-help': Record<never, never>
  'text-answered': Pick<Extract<ServiceSms, { kind: 'text-answered' }>, 'answer'>
  'text-page': { contactId: number; campaignId: number }
  'text-received': { opensAt?: number | undefined }
}

export type QueuedTextKind = keyof ServiceSmsData

export interface QueueText<Kind extends QueuedTextKind = QueuedTextKind> {
  kind: Kind
  /** E.164. */
  number: string
  numberHash: string
  /** The number they wrote to: the answer comes from there, whatever else is sent from. */
  sender: string
  language: Language
  data: ServiceSmsData[Kind]
}

/** A number or a short code. */
const RECEIVES = /^\+?\d{3,15}$/
const DAY_MS = 24 * 3_600_000
/** However often a number writes to us: so many answers a day. */
const MOST_PER_DAY = 5
/** Nobody is told so again within this time. */
const ONCE_IN_MS: Partial<Record<QueuedTextKind, number>> = { 'text-stopped': DAY_MS, 'text-received': 7 * DAY_MS }

/**
 * Answers by SMS, in the operation's own transaction. Nothing here depends on whether anybody we know has the number. False when the number had its
 * answers of the day, or heard just this lately.
 */
export async function queueText<Kind extends QueuedTextKind>(
  db: Write,
  now: number,
  { kind, number, numberHash, sender, language, data }: QueueText<Kind>,
): Promise<boolean> {
  if (!(await mayAnswer(db, now, kind, numberHash))) return false
  await db
    .insertInto('service_messages')
    .values({
      kind,
      channel: 'sms',
      address: number,
      address_hash: numberHash,
      language,
      data: JSON.stringify(RECEIVES.test(sender) ? { ...data, sender } : data),
      state: 'queued',
      due_at: now,
      attempts: 0,
    })
    .execute()
  return true
}

async function mayAnswer(db: Read, now: number, kind: QueuedTextKind, numberHash: string): Promise<boolean> {
  const onceInMs = ONCE_IN_MS[kind] ?? 0
  const rows = await db
    .selectFrom('service_messages')
    .select(['kind', 'due_at'])
    .where('address_hash', '=', numberHash)
    .where('kind', 'like', 'text-%')
    .where('due_at', '>', now - Math.max(DAY_MS, onceInMs))
    .execute()
  const today = rows.filter(({ due_at }) => due_at > now - DAY_MS)
  return today.length < MOST_PER_DAY && !rows.some((row) => row.kind === kind && row.due_at > now - onceInMs)
}
