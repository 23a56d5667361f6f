import type { Channel, Closure } from '#core/house.ts'
import { countryWindow } from '#core/parameters/windows.ts'
import { daysLayer, hoursLayer, remembering } from './clock-layer.ts'
import type { Layer } from './first-moment.ts'
import { holidayCalendar } from './holiday-calendar.ts'
import type { Holidays } from './holidays.ts'
import type { EtiquetteFacts, HouseRules } from './layers.ts'
import type { Place } from './place.ts'
import { dateOf, dayNumber } from './wall-clock.ts'

/** What holds for everybody at one place. Made once for all who live there, and each answer is remembered. */
export function placeLayers(facts: Pick<EtiquetteFacts, 'channel' | 'house' | 'holidays' | 'place'>): PlaceLayers {
  const { channel, house, holidays, place } = facts
  const ofHouse = entry(made, house, () => new WeakMap())
  const ofPlace = entry(ofHouse, place, (): Partial<Record<Channel, Made>> => ({}))
  const found = ofPlace[channel]
  if (found?.holidays === holidays) return found.layers
  const layers = makeLayers(facts)
  ofPlace[channel] = { holidays, layers }
  return layers
}

export interface PlaceLayers {
  /** When the country lets such a message arrive. */
  country: readonly Layer[]
  /** When the organisation writes, unless the person chose hours. */
  house: readonly Layer[]
  /** Whole days on which nothing leaves. */
  days: readonly Layer[]
}

interface Made {
  holidays: Holidays
  layers: PlaceLayers
}

const made = new WeakMap<HouseRules, WeakMap<Place, Partial<Record<Channel, Made>>>>()

function entry<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const value = make()
  map.set(key, value)
  return value
}

function makeLayers({ channel, house, holidays, place }: Parameters<typeof placeLayers>[0]): PlaceLayers {
  const { zones } = place
  const organisations = house.organisation.country
  const closures = house.closures ?? []
  const shop = [hoursLayer('outside-window', house.windows[channel], zones)]
  const closed = closures.length === 0 ? [] : [closureLayer(closures, zones)]
  if (channel === 'email') return remembered({ country: [], house: shop, days: closed })
  const { hours } = countryWindow(place.country ?? organisations, place.region)
  const { isHoliday, tell } = holidayCalendar(place, organisations, holidays)
  return remembered({
    country: [hoursLayer('country-window', hours, zones)],
    house: shop,
    days: [daysLayer('holiday', isHoliday, zones, tell), ...closed],
  })
}

function closureLayer(closures: readonly Closure[], zones: readonly string[]): Layer {
  const spans = closures.map(({ from, until }) => ({ first: dayNumber(from), last: dayNumber(until) }))
  const spanOf = (day: number) => spans.find(({ first, last }) => first <= day && day <= last)
  return daysLayer(
    'closure',
    (day) => spanOf(day) !== undefined,
    zones,
    (day) => ({
      lastDay: dateOf(spanOf(day)?.last ?? day),
    }),
  )
}

function remembered({ country, house, days }: PlaceLayers): PlaceLayers {
  return { country: country.map(remembering), house: house.map(remembering), days: days.map(remembering) }
}
