import { isTimeZone } from '#core/contacts/time-zone.ts'
import type { Organisation } from '#core/house.ts'
import { BELONGS_TO } from '#core/parameters/zones.ts'
import { countryOfZone, distinctZones, zonesOfCountry } from './country-zones.ts'
import { hasParts, otherPart, partByName, partByPostcode, postcodeStart, regionName } from './parts.ts'
import { countriesOfPhone } from './phone-countries.ts'

/** Where a person is, as far as it can be told: what the clocks on their wall may show. */
export interface Place {
  /** IANA names, one at least, no two alike. Several: the person may be in any of them, and a moment must suit all. */
  zones: readonly string[]
  /** What it was told from; `house`: nothing is known, the organisation's own zone stands in. */
  from: 'own' | 'region' | 'postcode' | 'country' | 'phone' | 'house'
  /** ISO 3166 alpha-2: whose windows and holidays hold. Overseas parts belong to their country. */
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

type Home = Pick<Organisation, 'timeZone' | 'country'>

/** A million contacts live in few places: each is worked out once, and places alike are one object. */
const MOST_PLACES = 20_000
const places = new Map<string, Place>()
const distinct = new Map<string, Place>()

/** Where a person is: their own zone, else region or postcode, else country, else the prefix of their number, else where the organisation is. */
export function placeOf(facts: PlaceFacts, home: Home): Place {
  const { timeZone = '', country, region = '', phone } = facts
  const dialled = country === undefined && phone !== undefined ? countriesOfPhone(phone) : NO_COUNTRIES
  const postcode =
    timeZone === '' || country !== undefined
      ? postcodeStart(belonging(country ?? dialled[0] ?? home.country), facts.postcode)
      : facts.postcode
  const key = `${timeZone}|${country ?? `+${dialled.join()}`}|${region}|${postcode ?? ''}|${home.timeZone}|${home.country}`
  const known = places.get(key)
  if (known !== undefined) return known
  if (places.size >= MOST_PLACES) {
    places.clear()
    distinct.clear()
  }
  const found = find(facts, dialled, home)
  const content = JSON.stringify(found)
  const place = distinct.get(content) ?? found
  distinct.set(content, place)
  places.set(key, place)
  return place
}

const NO_COUNTRIES: readonly string[] = []

function find(
  { timeZone, country: written, region, postcode }: PlaceFacts,
  dialled: readonly string[],
  home: Home,
): Place {
  const own = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : undefined
  const ownCountry = own === undefined || written !== undefined ? undefined : countryOfZone(own)
  const candidates = written !== undefined ? [written] : ownCountry !== undefined ? [ownCountry] : dialled
  const country = onlyOne(candidates.map(belonging))
  // With no country at all, what names a part of the organisation's own country is taken for it.
  const near = country ?? (candidates.length === 0 && own === undefined ? home.country : undefined)
  const byPostcode = near === undefined ? undefined : partByPostcode(near, postcode)
  const part = byPostcode ?? (near === undefined ? undefined : partByName(near, region))
  const there = { country, region: part?.region ?? (country && regionIn(country, candidates, region)) }
  if (own !== undefined) return { zones: [own], from: 'own', ...there }
  if (part !== undefined)
    return { zones: part.zones, from: byPostcode ? 'postcode' : 'region', ...there, country: near }
  const zones = distinctZones(candidates.flatMap(zonesOfCountry))
  if (zones.length > 0) return { zones, from: written === undefined ? 'phone' : 'country', ...there }
  return { zones: [home.timeZone], from: 'house', ...there }
}

function belonging(country: string): string {
  return BELONGS_TO[country] ?? country
}

function onlyOne(countries: readonly string[]): string | undefined {
  return new Set(countries).size === 1 ? countries[0] : undefined
}

/** The overseas part itself; else what is said of the whole country; else a region whose holidays only the library may know. */
function regionIn(country: string, candidates: readonly string[], region: string | undefined): string | undefined {
  const [overseas] = candidates
  if (candidates.length === 1 && overseas !== undefined && overseas !== country) return overseas
  if (hasParts(country)) return otherPart(country)?.region
  return region === undefined ? undefined : regionName(country, region).toUpperCase()
}
