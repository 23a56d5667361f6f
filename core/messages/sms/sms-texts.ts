import type { Language } from '#core/messages/message.ts'

/** The words around what staff wrote: short, and in GSM-7 in every language (a test holds them to it). */
export interface SmsTexts {
  test: string
  /** What an ask asks, before the way to answer. */
  question: string
  /** Where a word is an answer; the link follows. */
  reply: string
  promise: string
  /** Before the way out. */
  stop: string
  /** The way out where a reply arrives. Only STOP: no other word lifts or sets the provider's own block. */
  stopWord: string
}

export const SMS_TEXTS: Readonly<Record<Language, SmsTexts>> = {
  fr: {
    test: 'TEST (rien ne sera enregistré)',
    question: '{{topics}} par SMS, oui ou non ?',
    reply: 'Répondez OUI ou NON, ou ',
    promise: 'Sans réponse, fin de ces SMS le {{promise_date}}.',
    stop: 'Désinscription: ',
    stopWord: 'répondez STOP',
  },
  en: {
    test: 'TEST (nothing will be recorded)',
    question: '{{topics}} by SMS, yes or no?',
    reply: 'Reply YES or NO, or ',
    promise: 'No answer: these SMS end on {{promise_date}}.',
    stop: 'Opt out: ',
    stopWord: 'reply STOP',
  },
  nl: {
    test: 'TEST (er wordt niets vastgelegd)',
    question: '{{topics}} per sms, ja of nee?',
    reply: 'Antwoord JA of NEE, of ',
    promise: "Zonder antwoord stoppen deze sms'en op {{promise_date}}.",
    stop: 'Afmelden: ',
    stopWord: 'antwoord STOP',
  },
}
