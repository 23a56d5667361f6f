import type { Civility } from './civility.ts'
import type { ContactKind } from './kind.ts'

export type ConsentChannel = 'email' | 'sms'

/**
 * What one row of a file says about one person, normalised. A field the row does not give is absent: empty never overwrites.
 * Dates are epoch milliseconds of the day's UTC midnight; of a period, its first day.
 */
export interface ContactFacts {
  readonly email?: string
  /** E.164. */
  readonly phone?: string
  /** The organisation's own key, when it has one. */
  readonly customerNumber?: string
  readonly civility?: Civility
  readonly firstName?: string
  readonly lastName?: string
  readonly fullName?: string
  /** ISO 639-1. */
  readonly language?: string
  /** ISO 3166 alpha-2. */
  readonly country?: string
  readonly region?: string
  readonly postcode?: string
  /** IANA name. */
  readonly timeZone?: string
  readonly kind?: ContactKind
  readonly function?: string
  readonly company?: string
  /** Told at collection that the address would be used for prospecting. */
  readonly informed?: boolean
  /** `YYYY-MM-DD`; of a period, its last day, so that nobody is taken for older than they are. */
  readonly birthDate?: string
  readonly minor?: boolean
  readonly guardianEmail?: string
  readonly guardianConsentAt?: number
  readonly lastClickAt?: number
  readonly lastOpenAt?: number
  readonly lastPurchaseAt?: number
  readonly lastActAt?: number
  readonly consentAt?: number
  /** Last day of the period, only when the file gives a period. */
  readonly consentUntil?: number
  readonly consentOrigin?: string
  readonly consentWording?: string
  /** Topic ids of the organisation. */
  readonly consentTopics?: readonly string[]
  readonly consentChannels?: readonly ConsentChannel[]
  readonly statusAt?: number
  readonly updatedAt?: number
  /** The old list's name. */
  readonly list?: string
  readonly tags: readonly string[]
  readonly custom: Readonly<Record<string, string>>
}
