import { mailId } from '#db/keys/mail-ids.ts'
import { claimDeliveries } from '#db/operations/deliveries/claim-deliveries.ts'
import { type DeliveryResult, recordResults } from '#db/operations/deliveries/record-results.ts'
import type { Memory } from '#db/operations/memory.ts'
import { noteTextStatus, type TextStatus } from '#db/operations/texts/note-text-status.ts'
import { askByText, somebody } from '#tests/db/operations/incoming/a-text.ts'
import { NOW } from '#tests/db/operations/incoming/an-incoming.ts'

export const SID = `SM${'a'.repeat(32)}`

/** One person who is being asked by SMS: claimed, and the result as the test says. */
export async function textedWith(memory: Memory, result?: Partial<DeliveryResult>) {
  const contactId = await somebody(memory)
  const campaignId = await askByText(memory)
  const { claimed } = await claimDeliveries(memory, NOW, { workerId: 1, limit: 10, channel: 'sms' })
  const [delivery] = claimed
  if (delivery === undefined) throw new Error('nothing was claimed')
  const deliveryId = delivery.id
  if (result !== undefined)
    await recordResults(memory, NOW, [{ deliveryId, result: 'sent', response: 'said', messageId: SID, ...result }])
  const marks = mailId(memory.keyring, 'd', deliveryId)
  const tell = (status: string, error?: number, more: Partial<TextStatus> = {}, at = NOW + 1000) =>
    noteTextStatus(memory, at, { marks, sid: SID, status, error, ...more })
  return { contactId, campaignId, deliveryId, marks, delivery, tell }
}

/** What is known of the one delivery, its place in the campaign, and its number. */
export async function standOf({ database: { read } }: Memory) {
  const delivery = await read
    .selectFrom('deliveries')
    .select(['state', 'bounced', 'message_id', 'response'])
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const person = await read
    .selectFrom('campaign_audience')
    .select(['steps_sent', 'asked_at', 'promise_at', 'answer'])
    .executeTakeFirstOrThrow()
  const { phone_state: phone } = await read.selectFrom('contacts').select('phone_state').executeTakeFirstOrThrow()
  return { ...delivery, ...person, asked: person.asked_at !== null, phone }
}
