import { confirmationWording, type Wording } from '#core/consent/wording.ts'
import type { Language } from '#core/messages/message.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { wordingHash } from '#db/tables/wordings.ts'
import { findPendingChange } from './pending-change.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { findRecipient, type LanguageWish, pageLanguage } from './recipient.ts'

export interface PendingChangeShown {
  language: Language
  wording: Wording
  wordingHash: string
}

/** What a person is asked to confirm. Changes nothing, however often a mail scanner opens it. */
export async function showPendingChange(
  memory: Memory,
  now: number,
  { token, wish }: { token: string; wish: LanguageWish },
): Promise<PendingChangeShown | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'confirmation')
  if (isRefused(ids)) return ids
  const db = memory.database.read
  const change = await findPendingChange(db, ids[0] ?? 0)
  const recipient = change && (await findRecipient(db, change.contactId))
  if (change === undefined || recipient === undefined) return { refused: 'link-gone' }
  if (change.confirmedAt !== undefined) return { refused: 'link-used' }
  const language = pageLanguage(wish, recipient.language)
  const wording = confirmationWording(memory.house, language, change.grant, change.budget?.most)
  return { language, wording, wordingHash: wordingHash(wording) }
}
