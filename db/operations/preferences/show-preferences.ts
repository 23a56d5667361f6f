import { preferencesWording, type Wording } from '#core/consent/wording.ts'
import { budgetOf } from '#core/etiquette/attention-layers.ts'
import type { Budget } from '#core/etiquette/budget.ts'
import { placeOf } from '#core/etiquette/place.ts'
import type { Language } from '#core/messages/message.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { wordingHash } from '#db/tables/wordings.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { findRecipient, type LanguageWish, NOBODY, pageLanguage } from './recipient.ts'
import { type ShownState, shownTopics } from './shown-topics.ts'

/** The preference page, before anybody pressed anything. */
export interface PreferencesShown extends ShownState {
  /** From a test send: everything can be tried, nothing is recorded. */
  test: boolean
  at: number
  language: Language
  /** The language we write to them in, when it is known. */
  ownLanguage: Language | undefined
  /** How much they get at most as it stands, and the days and hours of theirs: the clocks that may be on their wall. */
  budget: Budget
  zones: readonly string[]
  wording: Wording
  wordingHash: string
}

export interface ShowPreferences {
  token: string
  wish: LanguageWish
}

/** What this person receives, topic by topic, when and how often. Changes nothing. */
export async function showPreferences(
  memory: Memory,
  now: number,
  { token, wish }: ShowPreferences,
): Promise<PreferencesShown | Refused<LinkRefusal>> {
  const ids = readLink(memory, now, token, 'preferences')
  if (isRefused(ids)) return ids
  const [contactId = 0] = ids
  const { house } = memory
  const db = memory.database.read
  const recipient = contactId === 0 ? NOBODY : await findRecipient(db, contactId)
  if (recipient === undefined) return { refused: 'link-gone' }
  const language = pageLanguage(wish, recipient.language)
  const state = await shownTopics(db, memory, recipient)
  const wording = preferencesWording(house, language, state.channels)
  return {
    ...state,
    test: contactId === 0,
    at: now,
    language,
    ownLanguage: recipient.language,
    budget: budgetOf({ house, settings: state.settings }),
    zones: placeOf(recipient.whereabouts, house.organisation).zones,
    wording,
    wordingHash: wordingHash(wording),
  }
}
