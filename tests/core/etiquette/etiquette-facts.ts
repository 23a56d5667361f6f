import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import { NO_ATTENTION } from '#core/etiquette/attention.ts'
import type { EtiquetteFacts } from '#core/etiquette/layers.ts'
import { type Place, type PlaceFacts, placeOf } from '#core/etiquette/place.ts'
import type { Channel, House, WeekWindow } from '#core/house.ts'
import { aHouse } from '#tests/support/a-house.ts'

const HOLIDAYS = publicHolidays()
const HOME = aHouse().organisation

export const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

/** Minutes since midnight of `08:30`. */
export const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** The same hours on these days of the week, `1` Monday to `7` Sunday. */
export function week(hours: string, days = '1234567'): WeekWindow {
  const [from = '', to = ''] = hours.split('-')
  return Array.from({ length: 7 }, (_, index) =>
    days.includes(String(index + 1)) ? [[minutes(from), minutes(to)] as const] : [],
  )
}

export function aPlace(facts: Partial<PlaceFacts>, home: { timeZone: string; country: string } = HOME): Place {
  const nothing = { timeZone: undefined, country: undefined, region: undefined, postcode: undefined, phone: undefined }
  return placeOf({ ...nothing, ...facts }, home)
}

/** A person in Paris who chose nothing, and a house whose own hours never stand in the way. */
export function someFacts(
  channel: Channel,
  who: Partial<PlaceFacts> = { country: 'FR' },
  change: Partial<EtiquetteFacts> = {},
  house: Partial<House> = {},
): EtiquetteFacts {
  return {
    channel,
    house: aHouse(house),
    holidays: HOLIDAYS,
    place: aPlace(who),
    settings: {},
    attention: NO_ATTENTION,
    repliedAt: undefined,
    ...change,
  }
}
