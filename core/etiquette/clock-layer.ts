import type { Reason, ReasonCode } from '#core/decision/reasons.ts'
import type { WeekWindow } from '#core/house.ts'
import type { Layer } from './first-moment.ts'
import { DAY_MINUTES, dayOn, firstOpenInAll, type Interval, type OpenOn } from './wall-clock.ts'
import { neverOpens, weekly } from './window.ts'

/** A rule of the wall clock: open at the same hours every week, in every zone the person may be in. */
export function hoursLayer(code: ReasonCode, window: WeekWindow, zones: readonly string[]): Layer {
  const openOn = weekly(window)
  const never = neverOpens(window)
  return {
    reason: { code, data: zoneData(zones) },
    next: (at) => (never ? undefined : firstOpenInAll(openOn, zones, at)),
  }
}

/** A rule of the calendar: closed for whole days. `tell` says more of the day that stood in the way. */
export function daysLayer(
  code: ReasonCode,
  isClosed: (day: number) => boolean,
  zones: readonly string[],
  tell: (day: number) => Reason['data'],
): Layer {
  const openOn: OpenOn = (day) => (isClosed(day) ? CLOSED : ALL_DAY)
  return {
    reason: { code, data: zoneData(zones) },
    next: (at) => firstOpenInAll(openOn, zones, at),
    detail(at) {
      const day = zones.map((zone) => dayOn(zone, at)).find(isClosed)
      return day === undefined ? {} : tell(day)
    },
  }
}

const ALL_DAY: readonly Interval[] = [[0, DAY_MINUTES]]
const CLOSED: readonly Interval[] = []

/** A list of eleven zones says no more than their number. */
function zoneData(zones: readonly string[]): Record<string, string | number> {
  const [only] = zones
  return zones.length === 1 && only !== undefined ? { zone: only } : { zones: zones.length }
}

const MOST_MOMENTS = 200

/** A batch or a simulation asks about the same few instants for everybody: the present and the next opening in turn. */
export function remembering(layer: Layer): Layer {
  const moments = new Map<number, number | undefined>()
  return {
    ...layer,
    next(at) {
      const known = moments.get(at)
      if (known !== undefined || moments.has(at)) return known
      if (moments.size >= MOST_MOMENTS) moments.clear()
      const next = layer.next(at)
      moments.set(at, next)
      return next
    },
  }
}
