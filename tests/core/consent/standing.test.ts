import { expect, test } from 'vitest'
import { type ConsentEvent, foldConsent, standing } from '#core/consent/ledger.ts'
import { optOutsLeft } from '#core/consent/reach.ts'

const TOPICS = ['newsletter', 'offers']

/** `stop` by reply, `undo` of one, `page` stop of their own, `yes` or `no` to the newsletter. */
const KINDS = {
  stop: { type: 'withdrawn', topic: '*', channel: 'email', via: 'reply' },
  undo: { type: 'restored', topic: '*', channel: 'email', via: 'staff' },
  page: { type: 'withdrawn', topic: '*', channel: '*', via: 'preference-page' },
  yes: { type: 'granted', topic: 'newsletter', channel: 'email', via: 'answer-page' },
  no: { type: 'refused', topic: 'newsletter', channel: 'email', via: 'reply' },
} as const satisfies Record<string, Pick<ConsentEvent, 'type' | 'topic' | 'channel' | 'via'>>

const history = (text: string): ConsentEvent[] =>
  text.split(' ').map((name, i) => ({ seq: i + 1, at: i + 1, contactId: 7, ...KINDS[name as keyof typeof KINDS] }))
const state = (text: string) =>
  standing(history(text)).reduce<string | undefined>(
    (before, event) =>
      event.topic === '*' || event.topic === 'newsletter'
        ? (foldConsent(
            before === undefined ? undefined : ({ state: before, via: 'reply', at: 0, eventSeq: 0 } as never),
            event,
          )?.state ?? before)
        : before,
    undefined,
  )

const CASES: [string, string, number[], string | undefined][] = [
  ['nothing is undone where nobody undid', 'yes stop', [1, 2], 'withdrawn'],
  ['a stop that was none never was', 'yes stop undo', [1], 'granted'],
  ['a no before it stands', 'no stop undo', [1], 'refused'],
  ['what came after it stands', 'stop no undo', [2], 'refused'],
  ['one undoing undoes one stop, the newest', 'yes stop stop undo', [1, 2], 'withdrawn'],
  ['two undo two', 'yes stop stop undo undo', [1], 'granted'],
  ['a stop after the undoing stands', 'yes stop undo stop', [1, 4], 'withdrawn'],
  ['a stop of their own is never undone', 'yes page undo', [1, 2], 'withdrawn'],
  ['an answer by reply is no stop', 'no undo', [1], 'refused'],
]
test.for(CASES)('%s', ([, text, left, after]) => {
  expect(standing(history(text)).map(({ seq }) => seq)).toEqual(left)
  expect(state(text)).toBe(after)
})

test('opt-outs that are left rest on the newest event that says so, and a yes of theirs ended those before it', () => {
  const left = (text: string) =>
    Object.fromEntries([...optOutsLeft(history(text), TOPICS)].map(([key, { seq }]) => [key, seq]))
  expect(left('stop')).toEqual({ 'stopped * email': 1, 'withdrawn newsletter email': 1, 'withdrawn offers email': 1 })
  expect(left('stop stop')).toMatchObject({ 'stopped * email': 2 })
  expect(left('stop yes')).toEqual({ 'withdrawn offers email': 1 })
  expect(left('yes no')).toEqual({ 'refused newsletter email': 2 })
})
