import { isTimeZone } from '#core/contacts/time-zone.ts'

/** Where a person is, as far as it can be told: what the clocks on their wall may show. */
export interface Place {
  /** IANA names, one at least. Several: the person may be in any of them, and a moment must suit all. */
  zones: readonly string[]
  /** What it was told from. */
  from: 'own' | 'region' | 'postcode' | 'country' | 'phone' | 'house'
  /** ISO 3166 alpha-2: whose windows and holidays hold. */
  country: string | undefined
  /** Of the country, as its holidays are told apart. */
  region: string | undefined
}

export interface PlaceFacts {
  timeZone: string | undefined
  country: string | undefined
  region: string | undefined
  postcode: string | undefined
  /** E.164. */
  phone: string | undefined
}

export function placeOf({ timeZone, country, region }: PlaceFacts, houseZone: string): Place {
  if (timeZone !== undefined && isTimeZone(timeZone)) return { zones: [timeZone], from: 'own', country, region }
  return { zones: [houseZone], from: 'house', country, region }
}
