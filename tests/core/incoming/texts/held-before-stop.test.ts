import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Consent, type ConsentEvent, foldConsent, isOwnYes } from '#core/consent/ledger.ts'
import { pairKey } from '#core/consent/pair.ts'
import { optOutsLeft, pairsOf } from '#core/consent/reach.ts'
import { heldBeforeStop } from '#core/incoming/texts/held-before-stop.ts'

const TOPICS = ['newsletter', 'offers']
type Said = Pick<ConsentEvent, 'type' | 'topic' | 'channel' | 'via'>

const said: fc.Arbitrary<Said> = fc.record({
  type: fc.constantFrom('granted', 'refused', 'withdrawn', 'lapsed', 'objected', 'complained', 'restricted'),
  topic: fc.constantFrom('newsletter', 'offers', '*'),
  channel: fc.constantFrom('email', 'sms', '*'),
  via: fc.constantFrom('claim', 'answer-page', 'preference-page', 'promise', 'one-click', 'text', 'reply'),
})
const STOPS: readonly Said[] = (['text', 'reply', 'mailbox'] as const).map((via) => ({
  type: 'withdrawn',
  topic: '*',
  channel: 'sms',
  via,
}))
const QUIET: readonly Said[] = [
  { type: 'restricted', topic: '*', channel: '*', via: 'staff' },
  { type: 'withdrawn', topic: '*', channel: 'email', via: 'one-click' },
  { type: 'granted', topic: 'newsletter', channel: 'sms', via: 'claim' },
  { type: 'lapsed', topic: 'newsletter', channel: 'sms', via: 'promise' },
]

function numbered(all: readonly Said[]): ConsentEvent[] {
  return all.map((one, i) => ({ ...one, seq: i + 1, at: i, contactId: 1 }))
}

function fold(events: readonly ConsentEvent[]): Map<string, Consent> {
  const states = new Map<string, Consent>()
  for (const event of events)
    for (const pair of pairsOf(event, TOPICS)) {
      const after = foldConsent(states.get(pairKey(pair)), event)
      if (after !== undefined) states.set(pairKey(pair), after)
    }
  return states
}

const granted = (states: Map<string, Consent>, channel: string) =>
  [...states]
    .flatMap(([key, { state }]) => (state === 'granted' && key.endsWith(` ${channel}`) ? [key] : []))
    .toSorted()

test('whatever was said before, START after stops gives back exactly what was held by SMS, and changes no e-mail', () => {
  const after = fc.array(fc.constantFrom(...STOPS, ...QUIET), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(said, { maxLength: 12 }), fc.constantFrom(...STOPS), after, (history, stop, rest) => {
      const before = fold(numbered(history))
      const stopped = numbered([...history, stop, ...rest])
      const pairs = heldBeforeStop(stopped, TOPICS)
      const starts = pairs.map((pair): Said => ({ ...pair, type: 'granted', via: 'text' }))
      const events = numbered([...stopped, ...starts])
      // A stop that came by SMS before, and was never lifted, took what it took then.
      const run = history.length > 0 && heldBeforeStop(numbered(history), TOPICS).length > 0
      if (!run) expect(granted(fold(events), 'sms')).toEqual(granted(before, 'sms'))
      expect(granted(fold(events), 'email')).toEqual(granted(fold(stopped), 'email'))
      expect(pairs.every(({ channel }) => channel === 'sms')).toBe(true)
      // And no opt-out of e-mail alone goes with it.
      const mail = (all: ConsentEvent[]) => [...optOutsLeft(all, TOPICS).keys()].filter((key) => key.endsWith(' email'))
      expect(mail(events).toSorted()).toEqual(mail(stopped).toSorted())
      expect(heldBeforeStop(events, TOPICS)).toEqual([])
    }),
    { seed: 5, numRuns: 400 },
  )
})

test('a yes by text is the person’s own', () => {
  expect(isOwnYes({ type: 'granted', via: 'text' })).toBe(true)
})
