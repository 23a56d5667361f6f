import { CHANNELS } from '#core/consent/reach.ts'
import type { Channel } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { AskedChange } from './pending-change.ts'
import type { Recipient } from './recipient.ts'
import { mayMail, queueFormMail } from './service-mail.ts'

/** Whether the message to confirm is on its way: by e-mail, or by SMS to whom no e-mail reaches; too soon after another one; nowhere to send it. */
export type Raise = 'none' | 'mailed' | 'texted' | 'too-soon' | 'too-soon-texted' | 'no-address'

interface Asking {
  asked: AskedChange
  /** Of the page it was asked on. */
  hash: string
  language: Language
}

/** What a person asked for waits for their yes at their own address: nobody else signs them up. */
export async function askToConfirm(
  db: Write,
  { channels = CHANNELS }: Pick<Memory, 'channels'>,
  recipient: Recipient,
  { asked, hash, language }: Asking,
  now: number,
): Promise<Raise> {
  if (asked.grant.length === 0 && asked.budget === undefined) return 'none'
  const place = confirmAt(recipient, channels)
  if (place === undefined) return 'no-address'
  const byEmail = place.channel === 'email'
  if (!(await mayMail(db, place.addressHash, now))) return byEmail ? 'too-soon' : 'too-soon-texted'
  const { id: pendingChangeId } = await db
    .insertInto('pending_changes')
    .values({ contact_id: recipient.id, change: JSON.stringify(asked), wording_hash: hash, made_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  const data = { contactId: recipient.id, pendingChangeId }
  await queueFormMail(db, { kind: 'confirm-change', ...place, language, data }, now)
  return byEmail ? 'mailed' : 'texted'
}

function confirmAt({ email, emailHash, phone, phoneHash }: Recipient, channels: readonly Channel[]) {
  if (email !== undefined && emailHash !== undefined)
    return { channel: 'email' as Channel, address: email, addressHash: emailHash }
  if (phone !== undefined && phoneHash !== undefined && channels.includes('sms'))
    return { channel: 'sms' as Channel, address: phone, addressHash: phoneHash }
  return undefined
}
