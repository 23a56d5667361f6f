import type { Channel } from '#core/house.ts'

/** topic × channel: what one consent is about. */
export interface Pair {
  topic: string
  channel: Channel
}

/** `newsletter email`: the one text form of a pair, for maps and canonical texts. */
export function pairKey(pair: Pair): string {
  return `${pair.topic} ${pair.channel}`
}
