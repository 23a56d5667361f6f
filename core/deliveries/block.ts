import { type ConsentEvent, isOwnYes } from '#core/consent/ledger.ts'

const LOWERS: ReadonlySet<string> = new Set(['withdrawn', 'objected', 'complained'])

/**
 * Whether the provider's block of a number is an old one that the person has overruled since: the ledger knows of a stop by SMS, and of a yes of their
 * own to SMS after it. Else the block says what nobody told us. `events` are those of one contact that still count, in order.
 */
export function isOverruled(events: readonly ConsentEvent[]): boolean {
  const stop = events.findLastIndex(
    ({ type, topic, channel }) => LOWERS.has(type) && topic === '*' && channel !== 'email',
  )
  return stop >= 0 && events.slice(stop).some((event) => isOwnYes(event) && event.channel !== 'email')
}
