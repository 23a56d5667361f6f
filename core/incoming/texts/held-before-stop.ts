import { type Consent, type ConsentEvent, foldConsent } from '#core/consent/ledger.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { pairsOf } from '#core/consent/reach.ts'

/** A stop by SMS: a word, a phrase, or the provider's block of the number. */
function isTextStop({ type, topic, channel, via }: ConsentEvent): boolean {
  return type === 'withdrawn' && topic === '*' && channel === 'sms' && VIA_TEXT.has(via)
}

const VIA_TEXT: ReadonlySet<string> = new Set(['text', 'reply', 'mailbox'])

/**
 * What a START gives back: the pairs by SMS that were granted when the stop came, and of which nothing else was said since. `events` are those of one
 * contact that still count, in order.
 */
export function heldBeforeStop(events: readonly ConsentEvent[], topics: readonly string[]): Pair[] {
  const states = new Map<string, Consent>()
  const held = new Map<string, Pair>()
  for (const event of events) {
    const stops = isTextStop(event)
    for (const pair of pairsOf(event, topics)) {
      if (pair.channel !== 'sms') continue
      const key = pairKey(pair)
      const before = states.get(key)
      const after = foldConsent(before, event)
      if (after === undefined) continue
      states.set(key, after)
      if (!stops) held.delete(key)
      else if (before?.state === 'granted') held.set(key, pair)
    }
  }
  return [...held.values()]
}
