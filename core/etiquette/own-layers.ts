import type { Reason } from '#core/decision/reasons.ts'
import { hoursLayer } from './clock-layer.ts'
import type { Layer } from './first-moment.ts'
import type { EtiquetteFacts } from './layers.ts'
import { DAY_MINUTES, firstOpenInAll, type Interval } from './wall-clock.ts'

type OwnFacts = Pick<EtiquetteFacts, 'settings' | 'place'>

/** The hours a person chose, in place of the organisation's. */
export function ownHours({ settings: { hours }, place: { zones } }: OwnFacts): Layer[] {
  return hours === undefined ? [] : [hoursLayer('own-hours', hours, zones)]
}

/** The hours at which a person wants quiet, every day. */
export function quietHours({ settings: { quiet }, place: { zones } }: OwnFacts): Layer[] {
  if (quiet === undefined || quiet.from === quiet.to) return []
  const rest = outside(quiet)
  return [
    {
      reason: QUIET,
      next: (at) => firstOpenInAll(() => rest, zones, at),
      detail: () => ({ from: clock(quiet.from), to: clock(quiet.to) }),
    },
  ]
}

const QUIET: Reason = { code: 'quiet-hours' }

/** Nothing until the person's pause is over. */
export function pause({ settings: { pausedUntil } }: OwnFacts): Layer[] {
  if (pausedUntil === undefined) return []
  return [{ reason: { code: 'paused', data: { until: pausedUntil } }, next: (at) => Math.max(at, pausedUntil) }]
}

/** The rest of the day; quiet hours may pass midnight. */
function outside({ from, to }: { from: number; to: number }): readonly Interval[] {
  return from < to ? [[0, from], [to, DAY_MINUTES]] : [[to, from]] // biome-ignore format: one line reads best
}

/** `22:00` of minutes since midnight. */
function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
