import { ISO_3166 } from '#core/contacts/country.ts'
import { memo } from '#core/contacts/memo.ts'

/** The zones of a country (ISO 3166 alpha-2) as Intl knows them, one of each that behave alike; none for an unknown country. */
export const zonesOfCountry = memo((country: string): readonly string[] => distinctZones(everyZone(country)), 500)

function everyZone(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return []
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): string[] | undefined }
  return locale.getTimeZones() ?? []
}

/** The country a zone lies in; undefined where several share it or Intl names none. */
export function countryOfZone(zone: string): string | undefined {
  countries ??= new Map(ISO_3166.flatMap((country) => everyZone(country).map((each) => [each, country] as const)))
  return countries.get(zone)
}

let countries: Map<string, string> | undefined

/** Of zones whose clocks show the same, the first: what suits one suits the others. */
export function distinctZones(zones: readonly string[]): readonly string[] {
  if (zones.length < 2) return zones
  const kept = new Map<string, string>()
  for (const zone of zones) {
    const clock = clockOf(zone)
    if (!kept.has(clock)) kept.set(clock, zone)
  }
  return [...kept.values()]
}

/** Clocks that agreed from before the product was made until well after anything it can plan. */
const FROM = Temporal.Instant.from('2023-01-01T00:00Z')
const UNTIL = Temporal.Instant.from('2045-01-01T00:00Z')

/** Every offset a zone has in these years, and since when. */
const clockOf = memo((zone: string): string => {
  const offsets: (string | number)[] = []
  let at: Temporal.ZonedDateTime | null = FROM.toZonedDateTimeISO(zone)
  while (at !== null && Temporal.Instant.compare(at.toInstant(), UNTIL) < 0) {
    offsets.push(at.epochMilliseconds, at.offset)
    at = at.getTimeZoneTransition('next')
  }
  return offsets.join(' ')
}, 2_000)
