import { preferencesWording } from '#core/consent/wording.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { answerOpenAsks } from '#db/tables/campaign-audience.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { keepWording } from '#db/tables/wordings.ts'
import { cancelDeliveries } from './cancel-deliveries.ts'
import { isLastEvent } from './last-event.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { holdRecipient, type LanguageWish, noteAct, pageLanguage } from './recipient.ts'

export interface StopEverything {
  token: string
  wish: LanguageWish
  agent: string
}

/** Withdraws everything, on every channel, from this instant. No version is asked for: the way out never depends on what else changed. */
export async function stopEverything(
  memory: Memory,
  now: number,
  { token, wish, agent }: StopEverything,
): Promise<{ test: boolean; at: number } | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'preferences')
  if (isRefused(ids)) return ids
  const [contactId = 0] = ids
  if (contactId === 0) return { test: true, at: now }
  return memory.database.write(async (db) => {
    const recipient = await holdRecipient(db, contactId)
    if (recipient === undefined) return { refused: 'link-gone' }
    const everything = { type: 'withdrawn', topic: '*', channel: '*' } as const
    await cancelDeliveries(db, contactId, now, 'stopped', { channel: '*' })
    for (const id of await answerOpenAsks(db, contactId, now)) await showCard(db, id, now)
    if (await isLastEvent(db, contactId, everything)) return { test: false, at: now }
    await noteAct(db, contactId, now)
    const language = pageLanguage(wish, recipient.language)
    const wordingHash = await keepWording(db, preferencesWording(memory.house, language), now)
    const evidence = { page: 'preferences', language, at: now, agent }
    await appendEvents(db, memory, now, [{ ...everything, contactId, via: 'preference-page', wordingHash, evidence }])
    return { test: false, at: now }
  })
}
