import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { SmsPractice } from '#core/house.ts'

export interface SmsSender {
  /** A number, a messaging service (`MG…`), or an alphanumeric name. */
  sender: string
  /** Whether a person can answer it. */
  canReceive: boolean
  /** ISO 3166 alpha-2 of the number written to; undefined where it does not say. */
  country?: string
}

/** Whom an SMS to a number (E.164) comes from: the sender the house names for its country, else its one sender. */
export function smsSender(practice: SmsPractice | undefined, fallback: string, number: string): SmsSender {
  const country = countryOf(number)
  const named = country === undefined ? undefined : practice?.senders[country]
  const sender = named ?? fallback
  return { sender, canReceive: !isAlphanumeric(sender), ...(country !== undefined && { country }) }
}

/** A name such as "MAISON" shows well and cannot receive a reply. A number, a short code and a messaging service can. */
export function isAlphanumeric(sender: string): boolean {
  return /[a-z]/i.test(sender) && !/^MG[0-9a-f]{32}$/i.test(sender.trim())
}

// Calling codes of one country each, so that a simulation over a million numbers does not parse them.
const CODES: Readonly<Record<string, string>> = { 33: 'FR', 32: 'BE', 31: 'NL', 49: 'DE', 41: 'CH', 34: 'ES' }

/** The country a number (E.164) belongs to: ISO 3166 alpha-2. */
export function countryOf(number: string): string | undefined {
  return CODES[number.slice(1, 3)] ?? parsePhoneNumberFromString(number)?.country
}
