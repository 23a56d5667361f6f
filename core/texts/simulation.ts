import type { Language } from '#core/messages/message.ts'
import { spacedFrench } from './spaced-french.ts'

/** What `simulate` says around the buckets and the reasons. Numbers and dates come as texts. */
export interface SimulationTexts {
  locale: string
  head: (campaign: number, contacts: string) => string
  mostly: (reason: string) => string
  then: (send: string, hold: string, refuse: string) => string
  inAll: string
  unknownBirthDate: string
  why: string
  verdict: { hold: string; refuse: string }
  next: (when: string) => string
  channels: (email: string, sms: string) => string
  sms: (messages: string, segments: string) => string
  cost: (amount: string) => string
}

const fr: SimulationTexts = {
  locale: 'fr-FR',
  head: (campaign, contacts) => `Campagne ${campaign} : ${contacts} contacts.`,
  mostly: (reason) => `surtout : ${reason}`,
  then: (send, hold, refuse) => `partent ${send} + attendent ${hold} + refusés ${refuse}`,
  inAll: 'en tout',
  unknownBirthDate: 'd’entre eux n’ont pas de date de naissance enregistrée et ne sont pas comptés comme mineurs.',
  why: 'Pourquoi le message ne partirait pas maintenant (chaque personne comptée une fois) :',
  verdict: { hold: 'attendent', refuse: 'refusés' },
  next: (when) => `au plus tôt le ${when}`,
  channels: (email, sms) => `Par e-mail : ${email}. Par SMS : ${sms}. Tout de suite ou plus tard.`,
  sms: (messages, segments) => `Premier envoi par SMS : messages ${messages}, segments ${segments}`,
  cost: (amount) => `, environ ${amount}`,
}

const en: SimulationTexts = {
  locale: 'en',
  head: (campaign, contacts) => `Campaign ${campaign}: ${contacts} contacts.`,
  mostly: (reason) => `mostly: ${reason}`,
  then: (send, hold, refuse) => `send ${send} + hold ${hold} + refuse ${refuse}`,
  inAll: 'in all',
  unknownBirthDate: 'of them have no birth date on record and are not taken for minors.',
  why: 'Why it would not leave now (each person counted once):',
  verdict: { hold: 'wait', refuse: 'refused' },
  next: (when) => `at the earliest on ${when}`,
  channels: (email, sms) => `By e-mail: ${email}. By text message: ${sms}. Now or later.`,
  sms: (messages, segments) => `First step by text message: messages ${messages}, segments ${segments}`,
  cost: (amount) => `, about ${amount}`,
}

const nl: SimulationTexts = {
  locale: 'nl-NL',
  head: (campaign, contacts) => `Campagne ${campaign}: ${contacts} contacten.`,
  mostly: (reason) => `vooral: ${reason}`,
  then: (send, hold, refuse) => `vertrekken ${send} + wachten ${hold} + geweigerd ${refuse}`,
  inAll: 'in totaal',
  unknownBirthDate: 'van hen hebben geen vastgelegde geboortedatum en tellen niet als minderjarig.',
  why: 'Waarom het bericht nu niet zou vertrekken (ieder één keer geteld):',
  verdict: { hold: 'wachten', refuse: 'geweigerd' },
  next: (when) => `op zijn vroegst op ${when}`,
  channels: (email, sms) => `Per e-mail: ${email}. Per sms: ${sms}. Nu of later.`,
  sms: (messages, segments) => `Eerste zending per sms: berichten ${messages}, segmenten ${segments}`,
  cost: (amount) => `, ongeveer ${amount}`,
}

export const SIMULATION_TEXTS: Readonly<Record<Language, SimulationTexts>> = { fr, en, nl }

/** A line of it with the spaces its language wants. */
export function simulationLine(line: string, language: Language): string {
  return language === 'fr' ? spacedFrench(line) : line
}
