import { standing } from '#core/consent/ledger.ts'
import { isOverruled } from '#core/deliveries/block.ts'
import type { Write } from '#db/open.ts'
import type { Done } from '#db/operations/incoming/done.ts'
import { holdPeopleOfNumber, markBlocked } from '#db/operations/incoming/people-of-number.ts'
import { stopAddress, stopOn, takeAway } from '#db/operations/incoming/stop-by-reply.ts'
import type { Memory } from '#db/operations/memory.ts'
import { isLastEvent } from '#db/operations/preferences/last-event.ts'
import { appendEvents, eventsOf, type NewEvent } from '#db/tables/consent-events.ts'

/**
 * The provider refuses whatever we write to a number, since its owner told it to stop (error 21610): no more SMS to it, whoever has it, unless one of
 * them said yes to SMS after a stop we know of. Either way the number waits for a START. Call it last in a transaction.
 */
export async function blockNumber(
  db: Write,
  memory: Memory,
  now: number,
  { numberHash, campaignId }: { numberHash: string; campaignId: number | undefined },
): Promise<Done[]> {
  const people = await holdPeopleOfNumber(db, numberHash)
  await markBlocked(db, people, true)
  for (const contactId of people) if (isOverruled(standing(await eventsOf(db, contactId)))) return ['address-bounced']
  const stop = stopOn('sms')
  const about = campaignId === undefined ? {} : { campaignId }
  const events: NewEvent[] = []
  for (const contactId of people) {
    await takeAway(db, contactId, now, 'sms')
    if (await isLastEvent(db, contactId, stop)) continue
    events.push({ ...stop, ...about, contactId, via: 'text', evidence: { report: 'twilio', code: 21610, at: now } })
  }
  if (people.length === 0) await stopAddress(db, memory, now, { addressHash: numberHash, channel: 'sms' })
  await appendEvents(db, memory, now, events)
  return ['stopped']
}
