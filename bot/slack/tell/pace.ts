/** Slack takes about one message a second in a channel. */
const BETWEEN_MS = 1000

/** When a channel may get its next message. Edits do not count. */
export interface Pace {
  /** Epoch milliseconds; in the past when it may at once. */
  freeAt(channel: string): number
  posted(channel: string, now: number): void
}

export function createPace(): Pace {
  const last = new Map<string, number>()
  return {
    freeAt: (channel) => (last.get(channel) ?? Number.NEGATIVE_INFINITY) + BETWEEN_MS,
    posted: (channel, now) => void last.set(channel, now),
  }
}
