import type { Limits } from './deliveries/pace.ts'
import type { Budget } from './etiquette/budget.ts'
import type { Language } from './messages/message.ts'

export type Channel = 'email' | 'sms'

/** A purpose a person can agree to, named and described in each language of recipients. */
export interface Topic {
  id: string
  name: Record<Language, string>
  describe: Record<Language, string>
}

export interface Organisation {
  name: string
  postalAddress: string
  /** ISO 3166 alpha-2. */
  country: string
  /** IANA name: schedules and promised dates are in it. */
  timeZone: string
  /** The language of channel posts. */
  language: Language
  site: string
  /** Its SIREN, SIRET, VAT number, IBAN, as it prints them: public, so no confidential data in a message. */
  ownNumbers?: readonly string[] | undefined
}

/** Opening intervals per weekday, Monday first; each `[from, to]` in minutes since midnight. */
export type WeekWindow = readonly (readonly (readonly [number, number])[])[]

/** Both days included, `YYYY-MM-DD`, on the recipient's calendar. */
export interface Closure {
  from: string
  until: string
}

/** How the organisation sends SMS. */
export interface SmsPractice {
  /** By country of the number (ISO 3166 alpha-2): a number, or an alphanumeric name that cannot receive. */
  senders: Readonly<Record<string, string>>
  /** What one part of an SMS costs, by country; `other` where no country is named. */
  prices: Readonly<Record<string, number>>
  /** ISO 4217. */
  currency: string
}

/** What the organisation says of its own practice on every page that asks (GDPR 13); general sentences stand where it says nothing. */
export interface Practices {
  sharing: Record<Language, string>
  outsideEurope: Record<Language, string>
  retention: Record<Language, string>
}

/** What the organisation says of itself once, in its configuration file: every rule and text reads it here. */
export interface House {
  organisation: Organisation
  dpo: { name: string; email: string }
  /** `email`, or the name of the organisation's own unique field. */
  contactKey: string
  topics: readonly Topic[]
  windows: Record<Channel, WeekWindow>
  /** Days on which nothing leaves, whatever the hour. */
  closures?: readonly Closure[] | undefined
  /** Most marketing messages per person in rolling days, e-mail and SMS together; `most`: what a person may choose at most for themselves. */
  budget: Budget & { most?: Budget | undefined }
  /** Without it: one sender for every country, and no estimate of the cost. */
  sms?: SmsPractice | undefined
  practices: Partial<Practices>
  /** How many messages may leave a minute: in all, and to one domain. Without it: as many as there are. */
  sending?: Limits | undefined
}
