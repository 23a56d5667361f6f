/** Remembered at most: far more than arrive while Slack may still repeat one. */
const MOST = 5000

/** Tells the first time a payload is seen from its repetitions: Slack sends again what it thinks was not acknowledged. */
export function createOnce(): (body: object) => boolean {
  const seen = new Set<string>()
  return (body) => {
    const key = keyOf(body)
    if (key === undefined) return true
    if (seen.has(key)) return false
    const [oldest] = seen
    if (seen.size >= MOST && oldest !== undefined) seen.delete(oldest)
    seen.add(key)
    return true
  }
}

/** An event has its own id; a command, a click and a submission each have a trigger of their own. */
function keyOf(body: object): string | undefined {
  const { event_id, trigger_id } = body as { event_id?: unknown; trigger_id?: unknown }
  const id = event_id ?? trigger_id
  return typeof id === 'string' ? id : undefined
}
