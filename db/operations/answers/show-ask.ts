import { askWording, type Wording } from '#core/consent/wording.ts'
import type { Language } from '#core/messages/message.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'
import { findRecipient, type LanguageWish, pageLanguage } from '#db/operations/preferences/recipient.ts'
import { wordingHash } from '#db/tables/wordings.ts'
import { askedInTest, findAsked } from './asked.ts'

export interface AskShown {
  /** From a test send: the page works, nothing is recorded. */
  test: boolean
  language: Language
  wording: Wording
  /** Goes back with a yes, so that nobody agrees to a text they did not see. */
  wordingHash: string
}

/** The question of a re-opt-in message. Changes nothing. */
export async function showAsk(
  memory: Memory,
  now: number,
  { token, wish }: { token: string; wish: LanguageWish },
): Promise<AskShown | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'answer')
  if (isRefused(ids)) return ids
  const [contactId = 0, campaignId = 0] = ids
  const db = memory.database.read
  const test = contactId === 0
  const recipient = test ? undefined : await findRecipient(db, contactId)
  const asked = test ? await askedInTest(db, memory.house, campaignId) : await findAsked(db, campaignId, contactId)
  if (asked === undefined || (!test && recipient === undefined)) return { refused: 'link-gone' }
  const language = pageLanguage(wish, recipient?.language, asked.language)
  const wording = askWording(memory.house, language, asked.pairs)
  return { test, language, wording, wordingHash: wordingHash(wording) }
}
