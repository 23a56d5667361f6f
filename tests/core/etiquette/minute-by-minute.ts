import type { EtiquetteFacts } from '#core/etiquette/layers.ts'

const MINUTE = 60_000

/** The first instant nothing forbids, found as a person would: by looking at every clock on the wall, minute after minute. Slow on purpose. */
export function slowFirstMoment(facts: EtiquetteFacts, now: number, mostMinutes: number): number | undefined {
  if (isAllowed(facts, now)) return now
  for (let passed = 1; passed <= mostMinutes; passed += 1) {
    const moment = Math.floor(now / MINUTE) * MINUTE + passed * MINUTE
    if (isAllowed(facts, moment)) return moment
  }
  return undefined
}

/** Each rule as it reads, for one instant: no rule knows when it opens. */
export function isAllowed(facts: EtiquetteFacts, moment: number): boolean {
  const { place, settings } = facts
  if (settings.pausedUntil !== undefined && moment < settings.pausedUntil) return false
  return place.zones.every((zone) =>
    allowedOn(facts, Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone)),
  )
}

function allowedOn(
  { channel, house, settings, place, holidays }: EtiquetteFacts,
  wall: Temporal.ZonedDateTime,
): boolean {
  const minute = wall.hour * 60 + wall.minute
  if (
    !(settings.hours ?? house.windows[channel])[wall.dayOfWeek - 1]?.some(([from, to]) => from <= minute && minute < to)
  )
    return false
  if (settings.quiet !== undefined && isQuiet(settings.quiet, minute)) return false
  const date = wall.toPlainDate().toString()
  if (house.closures?.some(({ from, until }) => from <= date && date <= until)) return false
  if (channel === 'email') return true
  const country = place.country ?? house.organisation.country
  const feasts = place.country === undefined ? undefined : holidays(place.country, place.region, wall.year)
  if (feasts?.has(date)) return false
  if (
    feasts === undefined &&
    (wall.dayOfWeek === 7 || holidays(house.organisation.country, undefined, wall.year)?.has(date))
  )
    return false
  if (country === 'FR') return wall.dayOfWeek !== 7 && 510 <= minute && minute < 1200
  const untilEight = country === 'US' && ['FL', 'OK', 'WA', undefined].includes(place.region)
  return 480 <= minute && minute < (untilEight ? 1200 : 1260)
}

function isQuiet({ from, to }: { from: number; to: number }, minute: number): boolean {
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}
