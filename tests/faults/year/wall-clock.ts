/** What a clock on somebody's wall shows. */
export interface WallClock {
  /** `YYYY-MM-DD`. */
  day: string
  /** Monday 0. */
  weekday: number
  /** Since midnight. */
  minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MINUTE_MS = 60_000
const KEPT = 50_000
const read = new Map<string, WallClock>()

/** Told by `Intl`, as the product's own rules, which use `Temporal`, are not. */
export function wallClock(at: number, zone: string): WallClock {
  const key = `${zone} ${Math.floor(at / MINUTE_MS)}`
  const known = read.get(key)
  if (known !== undefined) return known
  if (read.size >= KEPT) read.clear()
  const shown = look(at, zone)
  read.set(key, shown)
  return shown
}

function look(at: number, zone: string): WallClock {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(at)) part[type] = value
  return {
    day: `${part['year']}-${part['month']}-${part['day']}`,
    weekday: WEEKDAYS.indexOf(part['weekday'] ?? ''),
    minute: Number(part['hour']) * 60 + Number(part['minute']),
  }
}
