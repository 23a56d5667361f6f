import { type TextTrouble, TWILIO_ERRORS } from '#core/parameters/twilio.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import { endAddress, endWornOut } from '#db/operations/deliveries/end-address.ts'
import type { Done } from '#db/operations/incoming/done.ts'
import { holdPeopleOfNumber } from '#db/operations/incoming/people-of-number.ts'
import { unmarkSent } from '#db/operations/incoming/unmark-sent.ts'
import type { Memory } from '#db/operations/memory.ts'
import { hasAnswered, markSent } from '#db/tables/campaign-audience.ts'
import { blockNumber } from './block-number.ts'
import { type FoundText, findText } from './find-text.ts'

/** What the provider says of one SMS. */
export interface TextStatus {
  /** Where our signed name of it stands. */
  marks: string
  /** The provider's name of it. */
  sid: string
  /** In the provider's words: `queued`, `sent`, `delivered`, `undelivered`, `failed` … */
  status: string
  error: number | undefined
}

type FoundDelivery = Extract<FoundText, { kind: 'delivery' }>
const ENDED_BADLY: ReadonlySet<string> = new Set(['undelivered', 'failed', 'canceled'])
/** Not known to have left: a word of the provider about it is news. */
const UNPROVEN: ReadonlySet<string> = new Set(['in-doubt', 'sending', 'queued', 'held'])

/**
 * Records what the provider says of an SMS; told twice, late or in any order it comes to the same. Any status proves that the provider has the message:
 * a doubt is settled, and one that was to be sent again is not. A message that was not delivered was never asked. Where nothing is new, nothing is
 * written.
 */
export async function noteTextStatus(memory: Memory, now: number, told: TextStatus): Promise<Done[]> {
  const { database } = memory
  const known = await findText(database.read, memory, told)
  if (known === undefined || !isNews(known, told)) return ['nothing']
  return database.write(async (db) => {
    // A person and a deletion or a claim of that person never miss each other.
    await holdPeopleOfNumber(db, known.numberHash)
    const text = await findText(db, memory, told)
    if (text === undefined || !isNews(text, told)) return ['nothing']
    const done =
      text.kind === 'delivery'
        ? await ofDelivery(db, memory, now, text, told)
        : await ofService(db, memory, now, text, told)
    return done.length > 0 ? done : ['nothing']
  })
}

function isNews({ state, messageId }: FoundText, { sid, status }: TextStatus): boolean {
  if (ENDED_BADLY.has(status))
    return (UNPROVEN.has(state) || state === 'sent') && (messageId === null || messageId === sid)
  return UNPROVEN.has(state) && !(state === 'sending' && messageId !== null)
}

function troubleOf({ error }: TextStatus): TextTrouble {
  return TWILIO_ERRORS[error ?? 0] ?? 'refused'
}

async function ofDelivery(
  db: Write,
  memory: Memory,
  now: number,
  text: FoundDelivery,
  told: TextStatus,
): Promise<Done[]> {
  const { campaignId, numberHash, contactId } = text
  if (!ENDED_BADLY.has(told.status)) return (await prove(db, now, text, told)) ? ['doubt-settled'] : []
  const trouble = troubleOf(told)
  const bounced = trouble === 'dead' ? 'hard' : trouble === 'unreachable' ? 'soft' : null
  const failed = await fail(db, now, text, { ...told, bounced })
  const done: Done[] = failed ? ['delivery-failed'] : []
  if (trouble === 'dead' && (await endAddress(db, 'sms', numberHash))) done.push('address-bounced')
  if (trouble === 'unreachable') {
    done.push('soft-bounce-counted')
    if (await endWornOut(db, now, 'sms', { addressHash: numberHash, contactId })) done.push('address-suppressed')
  }
  if (trouble === 'blocked') done.push(...(await blockNumber(db, memory, now, { numberHash, campaignId })))
  return done
}

/** It left. One that is being handed over keeps the provider's name of it: should its answer be lost, there is no doubt. */
async function prove(
  db: Write,
  now: number,
  { id, state, campaignId, contactId, sendingAt, promiseAt }: FoundDelivery,
  { sid, status }: TextStatus,
): Promise<boolean> {
  if (state === 'sending') {
    await db.updateTable('deliveries').set({ message_id: sid }).where('id', '=', id).execute()
    return false
  }
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set((e) => ({
      state: 'sent',
      message_id: sid,
      response: `${status} ${sid}`,
      finished_at: e.fn.coalesce('finished_at', e.val(now)),
    }))
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await markSent(db, campaignId, contactId, sendingAt ?? now, promiseAt)
  await showCard(db, campaignId, now)
  return true
}

/** It never arrived: nobody read it. Who answered got it all the same, and it stays sent. */
async function fail(
  db: Write,
  now: number,
  { id, state, campaignId, contactId }: FoundDelivery,
  { sid, status, error, bounced }: TextStatus & { bounced: 'hard' | 'soft' | null },
): Promise<boolean> {
  if (state === 'sent' && (await hasAnswered(db, { campaignId, contactId }))) {
    await db.updateTable('deliveries').set({ bounced }).where('id', '=', id).execute()
    return false
  }
  const response = `${status} ${error ?? ''}`.trim()
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ state: 'failed', bounced, response, message_id: sid, finished_at: now })
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  if (state === 'sent') await unmarkSent(db, campaignId, contactId)
  await showCard(db, campaignId, now)
  return true
}

async function ofService(
  db: Write,
  memory: Memory,
  now: number,
  { id, state, numberHash }: Extract<FoundText, { kind: 'service' }>,
  told: TextStatus,
): Promise<Done[]> {
  const { sid, status, error } = told
  const failed = ENDED_BADLY.has(status)
  await db
    .updateTable('service_messages')
    .set((e) => ({
      message_id: sid,
      ...(failed && { state: 'failed', response: `${status} ${error ?? ''}`.trim() }),
      ...(!failed && state !== 'sending' && { state: 'sent' }),
      ...(state !== 'sending' && { finished_at: e.fn.coalesce('finished_at', e.val(now)) }),
    }))
    .where('id', '=', id)
    .where('state', '=', state)
    .execute()
  if (!failed) return state === 'in-doubt' ? ['doubt-settled'] : []
  const trouble = troubleOf(told)
  if (trouble === 'dead')
    return (await endAddress(db, 'sms', numberHash)) ? ['delivery-failed', 'address-bounced'] : ['delivery-failed']
  if (trouble !== 'blocked') return ['delivery-failed']
  return ['delivery-failed', ...(await blockNumber(db, memory, now, { numberHash, campaignId: undefined }))]
}
