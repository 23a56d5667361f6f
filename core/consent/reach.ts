import type { Channel } from '#core/house.ts'
import { type ConsentEvent, isOwnYes } from './ledger.ts'
import type { Pair } from './pair.ts'

export const CHANNELS = ['email', 'sms'] as const satisfies readonly Channel[]

/** The pairs one event speaks for: `*` is every topic of the house, or both channels. */
export function pairsOf(event: Pick<ConsentEvent, 'topic' | 'channel'>, topics: readonly string[]): Pair[] {
  const channels = event.channel === '*' ? CHANNELS : [event.channel]
  const named = event.topic === '*' ? topics : [event.topic]
  return named.flatMap((topic) => channels.map((channel) => ({ topic, channel })))
}

/** An opt-out that holds for an address or number, whoever carries it. */
export interface Suppression {
  kind: 'stopped' | 'objected' | 'complained' | 'withdrawn' | 'refused'
  topic: string
  channel: Channel | '*'
}

/** The opt-outs an event leaves on the person's addresses: the sweeping one, and each pair it covers, so that lifting one keeps the rest. */
export function suppressionsOf(
  event: Pick<ConsentEvent, 'type' | 'topic' | 'channel'>,
  topics: readonly string[],
): Suppression[] {
  const { type } = event
  if (type !== 'withdrawn' && type !== 'refused' && type !== 'objected' && type !== 'complained') return []
  const each = pairsOf(event, topics).map((pair) => ({
    kind: type === 'refused' ? type : ('withdrawn' as const),
    ...pair,
  }))
  if (event.topic !== '*') return each
  const kind = type === 'objected' || type === 'complained' ? type : 'stopped'
  return [{ kind, topic: '*', channel: event.channel }, ...each]
}

/**
 * The opt-outs these events of one contact still leave, by `kind topic channel`, with the event each rests on: a yes of their own ended those before
 * it. The events are those that still count, in order.
 */
export function optOutsLeft(events: readonly ConsentEvent[], topics: readonly string[]): Map<string, ConsentEvent> {
  const left = new Map<string, ConsentEvent>()
  for (const event of events) {
    if (isOwnYes(event)) {
      for (const key of left.keys()) {
        const [kind, topic, channel] = key.split(' ')
        const itsPair = topic === event.topic && channel === event.channel
        if (
          (topic === '*' && (channel === '*' || channel === event.channel)) ||
          (itsPair && (kind === 'withdrawn' || kind === 'refused'))
        )
          left.delete(key)
      }
    }
    for (const { kind, topic, channel } of suppressionsOf(event, topics)) left.set(`${kind} ${topic} ${channel}`, event)
  }
  return left
}
