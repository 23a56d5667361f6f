/** What the sink does to a connection or a message instead of keeping it and saying so. `garbage`: bytes; `nonsense`: an answer no standard knows. */
export type Mood =
  | { at: 'greeting'; do: 'drop' | 'stall' | 'garbage' }
  | { at: 'sender'; do: 'answer'; line: string }
  | { at: 'recipient'; do: 'answer'; line: string }
  | { at: 'data'; do: 'drop' }
  /** In the middle of the message: part of it has arrived, none of it is kept. */
  | { at: 'content'; do: 'drop' }
  /** The whole message has arrived; the sink keeps it or forgets it, and the client cannot know which. */
  | { at: 'end'; do: 'drop' | 'stall' | 'garbage' | 'nonsense'; kept: boolean }
  | { at: 'end'; do: 'answer'; line: string }

/** A mood comes over `share` of what passes (0 to 1, drawn from the seed), at most `times`. */
export interface MoodRule {
  mood: Mood
  share: number
  times?: number
}

export interface SinkOptions {
  seed: number
  moods: MoodRule[]
  /** How long it thinks before it answers a whole message. */
  answerAfterMs?: number
}

/** A message the sink has, once for each time it took it. */
export interface Kept {
  messageId: string
  to: string
  /** Machine's time, epoch milliseconds. */
  at: number
  /** The one-click address of its List-Unsubscribe. */
  unsubscribe: string
}

export interface SinkCounts {
  kept: number
  connections: number
  /** How often a mood came over it. */
  moods: number
}

/** What the test asks the sink, and what it answers, each with the number of the question. */
export type Question = { set: SinkOptions } | { tell: 'counts' } | { tell: 'kept' } | { reach: number }
export type Asked = { number: number; question: Question }
export type Answered = { number: number; answer: unknown }
