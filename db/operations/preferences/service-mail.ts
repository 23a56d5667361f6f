import type { Channel } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import type { Read, Write } from '#db/open.ts'

/** What a stranger could make us send: at most one per address or number in ten minutes and five a day, whatever is asked. */
const LIMITED_KINDS = ['confirm-change', 'fresh-link'] as const
const PAUSE_MS = 10 * 60_000
const DAY_MS = 24 * 3_600_000
const MOST_PER_DAY = 5

export interface FormMail {
  kind: (typeof LIMITED_KINDS)[number]
  /** Without it: by e-mail. */
  channel?: Channel
  address: string
  addressHash: string
  language: Language
  /** Ids only; the links are made when it is composed. */
  data: Record<string, number>
}

/** May a form still make us write to this address? Counted in the database, so every process counts the same. */
export async function mayMail(db: Read, addressHash: string, now: number): Promise<boolean> {
  const rows = await db
    .selectFrom('service_messages')
    .select('due_at')
    .where('address_hash', '=', addressHash)
    .where('kind', 'in', LIMITED_KINDS)
    .where('due_at', '>', now - DAY_MS)
    .execute()
  return rows.length < MOST_PER_DAY && rows.every(({ due_at }) => due_at <= now - PAUSE_MS)
}

/** Queues it in the operation's own transaction; the mail worker composes and sends it. */
export async function queueFormMail(db: Write, mail: FormMail, now: number): Promise<void> {
  await db
    .insertInto('service_messages')
    .values({
      kind: mail.kind,
      channel: mail.channel ?? 'email',
      address: mail.address,
      address_hash: mail.addressHash,
      language: mail.language,
      data: JSON.stringify(mail.data),
      state: 'queued',
      due_at: now,
      attempts: 0,
    })
    .execute()
}
