import { unsubscribeWording, type Wording } from '#core/consent/wording.ts'
import type { Language } from '#core/messages/message.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'
import { findRecipient, type LanguageWish, pageLanguage } from '#db/operations/preferences/recipient.ts'
import { writtenTo } from './stop-deleted.ts'
import { findWayOut } from './way-out.ts'

export interface UnsubscribeShown {
  test: boolean
  language: Language
  wording: Wording
}

/** What the way out of a message would end. Changes nothing. */
export async function showUnsubscribe(
  memory: Memory,
  now: number,
  { token, wish }: { token: string; wish: LanguageWish },
): Promise<UnsubscribeShown | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'unsubscribe')
  if (isRefused(ids)) return ids
  const [contactId = 0, campaignId = 0] = ids
  const db = memory.database.read
  const recipient = contactId === 0 ? undefined : await findRecipient(db, contactId)
  if (contactId !== 0 && recipient === undefined) {
    const everything = [...new Set((await writtenTo(db, contactId)).map(({ channel }) => channel))].toSorted()
    if (everything.length === 0) return { refused: 'link-gone' }
    const language = pageLanguage(wish)
    return { test: false, language, wording: unsubscribeWording(memory.house, language, { everything }) }
  }
  const { scope, language: written } = await findWayOut(db, memory, contactId, campaignId)
  const language = pageLanguage(wish, recipient?.language, written)
  return { test: contactId === 0, language, wording: unsubscribeWording(memory.house, language, scope) }
}
