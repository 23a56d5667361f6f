import type { Language } from '#core/messages/message.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { nl } from './nl.ts'
import type { RecipientPageTexts } from './texts.ts'

/** The recipients' pages in every language. */
export const RECIPIENT_PAGE_TEXTS: Readonly<Record<Language, RecipientPageTexts>> = { fr, en, nl }
