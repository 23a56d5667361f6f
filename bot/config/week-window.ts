import type { WeekWindow } from '#core/house.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The weekdays a key like `mon`, `mon-fri` or `mon,wed` names, Monday 0; undefined when it names none. */
export function weekdays(key: string): number[] | undefined {
  const days: number[] = []
  for (const part of key.split(',')) {
    const [first, last, more] = part
      .trim()
      .split('-')
      .map((day) => (DAYS as readonly string[]).indexOf(day))
    if (first === undefined || first < 0 || more !== undefined) return undefined
    const end = last ?? first
    if (end < first) return undefined
    for (let day = first; day <= end; day += 1) days.push(day)
  }
  return days
}

/** Minutes since midnight of `09:00-18:00`; undefined when it is not an interval of one day. */
export function interval(text: string): readonly [number, number] | undefined {
  const [, from, to] = /^([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)$/.exec(text) ?? []
  if (!from || !to) return undefined
  const minutes = [from, to].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) as [number, number]
  return minutes[0] < minutes[1] && minutes[1] <= 24 * 60 ? minutes : undefined
}

/** `{"mon-fri": ["09:00-18:00"]}` as a week; days left out are closed. Every key and interval was checked before. */
export function weekWindow(hours: Readonly<Record<string, readonly string[]>>): WeekWindow {
  const week: (readonly [number, number])[][] = DAYS.map(() => [])
  for (const [key, intervals] of Object.entries(hours)) {
    for (const day of weekdays(key) ?? [])
      week[day]?.push(...intervals.flatMap((text) => [interval(text) ?? []] as [number, number][]))
  }
  return week.map((day) => joined(day.sort((a, b) => a[0] - b[0])))
}

function joined(sorted: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const result: (readonly [number, number])[] = []
  for (const [from, to] of sorted) {
    const last = result.at(-1)
    if (last && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)]
    else result.push([from, to])
  }
  return result
}
