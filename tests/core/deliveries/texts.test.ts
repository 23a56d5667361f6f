import { expect, test } from 'vitest'
import type { ConsentEvent } from '#core/consent/ledger.ts'
import { isOverruled } from '#core/deliveries/block.ts'
import { findListed, type ListedText, type SoughtText } from '#core/deliveries/listed-text.ts'

const AT = 1_000_000
const SOUGHT: SoughtText = { from: AT - 100, until: AT + 100, body: 'Bonjour Marie, https://x/s/abc', codes: ['abc'] }
const one = (change: Partial<ListedText> = {}): ListedText => ({
  sid: 'SM1',
  body: SOUGHT.body,
  status: 'sent',
  error: undefined,
  at: AT,
  ...change,
})

test.for([
  ['the same words, in time, unknown otherwise', [one()], [], 'SM1'],
  ['spaces and line ends are the provider’s', [one({ body: 'Bonjour  Marie,\nhttps://x/s/abc ' })], [], 'SM1'],
  [
    'the name changed since: a short link of theirs tells it',
    [one({ body: 'Bonjour Anne, https://x/s/abc' })],
    [],
    'SM1',
  ],
  ['of two alike the earliest', [one({ sid: 'SM2', at: AT + 50 }), one()], [], 'SM1'],
  ['its words before a link of theirs', [one({ sid: 'SM2', body: '/s/abc', at: AT - 50 }), one()], [], 'SM1'],
  ['one that is known is not this one', [one()], ['SM1'], undefined],
  ['before its time', [one({ at: AT - 101 })], [], undefined],
  ['after its time', [one({ at: AT + 101 })], [], undefined],
  ['other words', [one({ body: 'Autre chose' })], [], undefined],
  ['an empty list', [], [], undefined],
] as [string, ListedText[], string[], string | undefined][])('in the list: %s', ([, listed, known, sid]) => {
  expect(findListed(listed, new Set(known), SOUGHT)?.sid).toBe(sid)
})

test('a person without short links is found by the words alone', () => {
  expect(findListed([one({ body: 'https://x/s/' })], new Set(), { ...SOUGHT, codes: [''] })).toBeUndefined()
})

const said = (type: ConsentEvent['type'], change: Partial<ConsentEvent> = {}): ConsentEvent => ({
  seq: 1,
  at: AT,
  contactId: 1,
  type,
  topic: '*',
  channel: 'sms',
  via: 'text',
  ...change,
})
const yes = said('granted', { topic: 'newsletter', via: 'answer-page' })

test.for([
  ['nothing on the ledger: the block is news', [], false],
  ['a yes alone: the block came after it, for all we know', [yes], false],
  ['a stop alone', [said('withdrawn')], false],
  ['a yes after the stop stands', [said('withdrawn'), yes], true],
  ['a stop after that yes', [said('withdrawn'), yes, said('withdrawn')], false],
  ['a yes to e-mail says nothing of SMS', [said('withdrawn'), { ...yes, channel: 'email' }], false],
  ['a stop of e-mail explains no block', [said('withdrawn', { channel: 'email' }), yes], false],
  ['a file’s word is no yes of theirs', [said('withdrawn'), { ...yes, via: 'claim' }], false],
  ['a stop of everything', [said('objected', { channel: '*' }), yes], true],
] as [string, ConsentEvent[], boolean][])('blocked at the provider, and %s', ([, events, overruled]) => {
  expect(isOverruled(events)).toBe(overruled)
})
