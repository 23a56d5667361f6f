const TEXT_LIMIT = 200

/**
 * A pure function that remembers its last answers: a column of a million cells holds few distinct languages, dates or domains.
 * At `limit` entries everything is forgotten at once, and long texts are never kept, so memory stays flat whatever the file holds.
 */
export function memo<T>(compute: (text: string) => T, limit = 20_000): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > TEXT_LIMIT) return compute(text)
    const found = known.get(text)
    if (found !== undefined) return found
    const answer = compute(text)
    if (known.size >= limit) known.clear()
    known.set(text, answer)
    return answer
  }
}
