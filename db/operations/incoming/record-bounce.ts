import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { bounceEffect, gravest } from '#core/incoming-effects/bounce-effect.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import { endAddress, endWornOut } from '#db/operations/deliveries/end-address.ts'
import type { Memory } from '#db/operations/memory.ts'
import { hasAnswered } from '#db/tables/campaign-audience.ts'
import { hashOfAddress } from './address-hash.ts'
import type { Done } from './done.ts'
import type { Marked, MarkedDelivery } from './find-marked.ts'
import { proveHandedOver } from './prove-handed-over.ts'
import { unmarkSent } from './unmark-sent.ts'

/**
 * A message came back. A dead address is dead for whoever carries it; a message refused for good was never asked; one put off counts, and many in a
 * row, for long, end it. Without one of our names (a provider's own word) the addresses it names count.
 */
export async function recordBounce(
  db: Write,
  memory: Pick<Memory, 'keyring'>,
  now: number,
  { mail, marked }: { mail: IncomingMail; marked: Marked },
): Promise<Done[]> {
  const [delivery] = marked.deliveries
  if (delivery === undefined) return bounceOfAddresses(db, memory, { mail, marked })
  const effect = gravest(mail.recipients.map(bounceEffect))
  const [first] = mail.recipients
  const said = `came back: ${first?.status ?? first?.reason ?? mail.recipients.length}`
  if (effect === 'dead') {
    const dead = await endAddress(db, 'email', delivery.addressHash)
    const failed = await failDelivery(db, now, delivery, 'hard', said)
    return [...(dead ? (['address-bounced'] as const) : []), ...(failed ? (['delivery-failed'] as const) : [])]
  }
  if (effect === 'refused') {
    const failed = await failDelivery(db, now, delivery, 'soft', said)
    return [...(failed ? (['delivery-failed'] as const) : []), ...(await wornOut(db, now, delivery))]
  }
  const settled = await proveHandedOver(db, now, [delivery])
  const done: Done[] = settled ? ['doubt-settled'] : []
  if (effect === 'unclear') return done
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ bounced: 'soft' })
    .where('id', '=', delivery.id)
    .where('bounced', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return done
  return [...done, 'soft-bounce-counted', ...(await wornOut(db, now, delivery))]
}

async function bounceOfAddresses(
  db: Write,
  memory: Pick<Memory, 'keyring'>,
  { mail, marked }: { mail: IncomingMail; marked: Marked },
): Promise<Done[]> {
  const dead = mail.recipients.filter((one) => bounceEffect(one) === 'dead')
  const named = marked.sound ? [] : dead.map(({ address }) => hashOfAddress(memory, address))
  const hashes = [...named, dead.length > 0 ? marked.addressHash : undefined]
  let ended = false
  for (const hash of new Set(hashes)) if (hash !== undefined && (await endAddress(db, 'email', hash))) ended = true
  return ended ? ['address-bounced'] : []
}

/**
 * A message that was taken and then refused for good: nobody read it. Whatever its answer, who answered got it, and it stays sent. One still being
 * handed over is ended here; its own result, which comes later, finds it so.
 */
async function failDelivery(
  db: Write,
  now: number,
  { id, campaignId, contactId }: MarkedDelivery,
  bounced: 'hard' | 'soft',
  response: string,
): Promise<boolean> {
  if (await hasAnswered(db, { campaignId, contactId })) {
    await db.updateTable('deliveries').set({ bounced }).where('id', '=', id).execute()
    return false
  }
  // Taken before it is changed, so that nobody else takes it back from the same person.
  const before = await db
    .updateTable('deliveries')
    .set({ bounced, response })
    .where('id', '=', id)
    .where('state', 'in', ['sent', 'in-doubt', 'sending'])
    .returning('state')
    .executeTakeFirst()
  if (before === undefined) return false
  await db.updateTable('deliveries').set({ state: 'failed', finished_at: now }).where('id', '=', id).execute()
  if (before.state === 'sent') await unmarkSent(db, campaignId, contactId)
  await showCard(db, campaignId, now)
  return true
}

async function wornOut(db: Write, now: number, delivery: MarkedDelivery): Promise<Done[]> {
  return (await endWornOut(db, now, 'email', delivery)) ? ['address-suppressed'] : []
}
