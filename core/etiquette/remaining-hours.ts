import type { WeekWindow } from '#core/house.ts'

const DAY_MINUTES = 24 * 60

/** Whether a week of hours keeps a minute that these quiet hours do not take. Quiet from later to earlier passes midnight. */
export function leavesAMoment(week: WeekWindow, quiet: { from: number; to: number } | undefined): boolean {
  const silent = quiet === undefined ? [] : spansOf(quiet)
  return week.some((day) => day.some((open) => remains(open, silent)))
}

type Span = readonly [number, number]

function spansOf({ from, to }: { from: number; to: number }): Span[] {
  if (from < to) return [[from, to]]
  return [
    [0, to],
    [from, DAY_MINUTES],
  ]
}

/** `silent` is in order and does not overlap itself. */
function remains([from, to]: Span, silent: readonly Span[]): boolean {
  let at = from
  for (const [begins, ends] of silent) if (begins <= at && at < ends) at = ends
  return at < to
}
