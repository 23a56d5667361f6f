import { standing } from '#core/consent/ledger.ts'
import { heldBeforeStop } from '#core/incoming/texts/held-before-stop.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { noteAct } from '#db/operations/preferences/recipient.ts'
import { appendEvents, eventsOf, type NewEvent } from '#db/tables/consent-events.ts'
import { markBlocked } from './people-of-number.ts'
import type { WordByText } from './stop-by-text.ts'

/**
 * START after a stop: what each of them held by SMS before it is theirs again, and nothing else; never e-mail. The provider's block is gone in any
 * case. True when something was held. Call it last in a transaction.
 */
export async function restartByText(
  db: Write,
  memory: Memory,
  now: number,
  { people, said }: Pick<WordByText, 'people' | 'said'>,
): Promise<boolean> {
  await markBlocked(db, people, false)
  const topics = memory.house.topics.map(({ id }) => id)
  const events: NewEvent[] = []
  for (const contactId of people) {
    const evidence = { text: said, restores: 'before-stop', at: now }
    for (const pair of heldBeforeStop(standing(await eventsOf(db, contactId)), topics))
      events.push({ ...pair, contactId, type: 'granted', via: 'text', evidence })
  }
  const [only, ...others] = people
  if (only !== undefined && others.length === 0) await noteAct(db, only, now)
  await appendEvents(db, memory, now, events)
  return events.length > 0
}
