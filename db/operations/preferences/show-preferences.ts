import { preferencesWording, type Wording } from '#core/consent/wording.ts'
import type { Language } from '#core/messages/message.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { wordingHash } from '#db/tables/wordings.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { findRecipient, type LanguageWish, pageLanguage, type Recipient } from './recipient.ts'
import { type ShownState, shownTopics } from './shown-topics.ts'

/** The preference page, before anybody pressed anything. */
export interface PreferencesShown extends ShownState {
  /** From a test send: everything can be tried, nothing is recorded. */
  test: boolean
  language: Language
  /** The language we write to them in, when it is known. */
  ownLanguage: Language | undefined
  wording: Wording
  wordingHash: string
}

export interface ShowPreferences {
  token: string
  wish: LanguageWish
}

/** What this person receives by e-mail, topic by topic. Changes nothing. */
export async function showPreferences(
  memory: Memory,
  now: number,
  { token, wish }: ShowPreferences,
): Promise<PreferencesShown | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'preferences')
  if (isRefused(ids)) return ids
  const [contactId = 0] = ids
  const recipient = contactId === 0 ? NOBODY : await findRecipient(memory.database.read, contactId)
  if (recipient === undefined) return { refused: 'link-gone' }
  const language = pageLanguage(wish, recipient.language)
  const wording = preferencesWording(memory.house, language)
  return {
    ...(await shownTopics(memory.database.read, memory.house, recipient)),
    test: contactId === 0,
    language,
    ownLanguage: recipient.language,
    wording,
    wordingHash: wordingHash(wording),
  }
}

/** Contact 0 is the made-up person of a test send. */
const NOBODY: Recipient = { id: 0, language: undefined, email: undefined, emailHash: undefined }
