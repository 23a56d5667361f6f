/** What differs between two JSON values, one line a place: `budget.per7Days: 2 → 3`. */
export function changesBetween(before: unknown, after: unknown, path = ''): string[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => changesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`))
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)]
  if (was === is) return []
  if (was === undefined) return [`${path}: new, ${is}`]
  return [is === undefined ? `${path}: gone, was ${was}` : `${path}: ${was} → ${is}`]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
