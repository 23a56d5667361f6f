import type { Language } from '#core/messages/message.ts'

/** What a single word says, alone in an SMS. */
export type TextWordMeaning = 'stop' | 'start' | 'help' | 'yes' | 'no'

/** Words people text. Compared folded: upper case, without accents, punctuation or spaces around. */
export interface TextWords {
  means: TextWordMeaning
  /** `provider`: Twilio acts on it by itself and may answer it. */
  by: 'provider' | 'ours'
  /** The language it gives away; undefined where several share it. */
  language: Language | undefined
  words: readonly string[]
  source: string
}

const TWILIO = 'Twilio, “Support for English-language opt-out keywords”'

/** First match wins, so a word the provider acts on is the provider's. Checked on 2026-11-22. */
export const TEXT_WORDS: readonly TextWords[] = [
  { means: 'stop', by: 'provider', language: undefined, words: ['STOP'], source: TWILIO },
  {
    means: 'stop',
    by: 'provider',
    language: 'en',
    words: ['STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
    source: TWILIO,
  },
  { means: 'start', by: 'provider', language: undefined, words: ['START'], source: TWILIO },
  { means: 'start', by: 'provider', language: 'en', words: ['UNSTOP'], source: TWILIO },
  { means: 'help', by: 'provider', language: undefined, words: ['INFO'], source: TWILIO },
  { means: 'help', by: 'provider', language: 'en', words: ['HELP'], source: TWILIO },
  {
    means: 'stop',
    by: 'ours',
    language: 'fr',
    words: ['ARRET', 'ARRETE', 'ARRETER', 'ARRETEZ', 'DESABONNER', 'DESABONNEMENT', 'DESINSCRIRE', 'DESINSCRIPTION'],
    source: 'AWS requires ARRET of senders to French-speaking Canada; the others from secondary sources (v)',
  },
  {
    means: 'stop',
    by: 'ours',
    language: 'nl',
    words: ['STOPPEN', 'AFMELDEN', 'UITSCHRIJVEN'],
    source: 'secondary sources (v)',
  },
  { means: 'help', by: 'ours', language: 'fr', words: ['AIDE'], source: 'AWS; secondary sources (v)' },
  { means: 'yes', by: 'ours', language: 'fr', words: ['OUI'], source: 'the words our own SMS asks for' },
  { means: 'no', by: 'ours', language: 'fr', words: ['NON'], source: 'the words our own SMS asks for' },
  // Twilio takes YES for an opt-in too, where a number is blocked; then `OptOutType` says so.
  { means: 'yes', by: 'ours', language: 'en', words: ['YES'], source: 'the words our own SMS asks for' },
  { means: 'no', by: 'ours', language: 'en', words: ['NO'], source: 'the words our own SMS asks for' },
  { means: 'yes', by: 'ours', language: 'nl', words: ['JA'], source: 'the words our own SMS asks for' },
  { means: 'no', by: 'ours', language: 'nl', words: ['NEE'], source: 'the words our own SMS asks for' },
]

/** What politeness adds to a yes or a no without changing it. */
export const THANKS: ReadonlySet<string> = new Set([
  'MERCI',
  'MERCI BEAUCOUP',
  'BIEN SUR',
  'THANKS',
  'THANK YOU',
  'PLEASE',
  'SVP',
  'S IL VOUS PLAIT',
  'GRAAG',
  'BEDANKT',
  'DANK U',
  'DANK JE',
  'DANK U WEL',
])

/**
 * How phones put a reaction to a message into words, before the message they quote; folded. A reaction quotes our own “STOP”, and is none.
 * Apple Messages (tapback) and Google Messages in French, English and Dutch, collected from their users' reports (v).
 */
export const REACTION_BEFORE =
  /^(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted(?: \S{1,12})? to|removed an? [a-z ]{2,30} from|a aime|a adore|n a pas aime|a ri(?: de| a)?|a rigole|a souligne|a mis (?:l accent sur|en evidence|en doute|un [a-z ]{2,30} (?:sur|a))|a (?:reagi|repondu)(?: avec| par)?(?: \S{1,12})?(?: a)?|a (?:supprime|retire|enleve) [a-z ]{2,40} (?:de|a)|s est interroge(?:e)? sur|vond|vindt|heeft(?: [a-z ]{1,30})? (?:op|om|bij|van)|benadrukte|lachte om|reageerde(?: \S{1,12})?(?: met \S{1,12})? op|to|a|op)$/
