import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { Language } from '#core/messages/message.ts'
import { en, type SlackTexts } from './en.ts'
import { fr } from './fr.ts'

const TEXTS: Readonly<Record<StaffLanguage, SlackTexts>> = { fr, en }

export function slackTexts(language: StaffLanguage): SlackTexts {
  return TEXTS[language]
}

/** Staff read French or English; an organisation that writes in another language gets English. */
export function staffLanguage(language: Language): StaffLanguage {
  return language === 'fr' ? 'fr' : 'en'
}
