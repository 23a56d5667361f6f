import { expect, test } from 'vitest'
import type { IncomingRecipient } from '#core/incoming/incoming-mail.ts'
import { type BounceEffect, bounceEffect, gravest } from '#core/incoming-effects/bounce-effect.ts'
import { isWornOut } from '#core/incoming-effects/soft-bounces.ts'

const permanent = (status?: string, reason?: string): IncomingRecipient => ({
  permanence: 'permanent',
  ...(status && { status }),
  ...(reason && { reason }),
})

const EFFECTS: [string, IncomingRecipient, BounceEffect][] = [
  ['no such mailbox ends the address', permanent('5.1.1'), 'dead'],
  ['no such domain ends the address', permanent('5.1.2'), 'dead'],
  ['a mailbox that was closed ends the address', permanent('5.2.1'), 'dead'],
  ['words alone that the mailbox is unknown end the address', permanent(undefined, 'mailbox-unknown'), 'dead'],
  ['a sender refused says nothing of the address', permanent('5.1.8'), 'refused'],
  ['a full mailbox is alive', permanent('5.2.2'), 'refused'],
  ['a status that says nothing is no word against the address', permanent('5.5.0'), 'refused'],
  ['words alone that a mailbox is full leave it alive', permanent(undefined, 'mailbox-full'), 'refused'],
  ['a message too large says nothing of the address', permanent('5.3.4'), 'refused'],
  ['a mail loop says nothing of the address', permanent('5.4.6'), 'refused'],
  ['a filter says nothing of the address', permanent('5.7.1'), 'refused'],
  ['words of a filter beside an empty status say nothing of the address', permanent('5.0.0', 'spam'), 'refused'],
  ['a permanent failure without any reason ends the address', permanent(), 'dead'],
  ['put off is put off', { permanence: 'temporary', status: '4.2.2' }, 'put-off'],
  ['from what is not said nothing follows', { permanence: 'unknown', status: '5.1.1' }, 'unclear'],
]
test.for(EFFECTS)('%s', ([, recipient, effect]) => expect(bounceEffect(recipient)).toBe(effect))

test('of several recipients the gravest counts, and nobody named is unclear', () => {
  expect(gravest(['put-off', 'dead', 'refused'])).toBe('dead')
  expect(gravest(['unclear', 'put-off'])).toBe('put-off')
  expect(gravest([])).toBe('unclear')
})

const DAY = 86_400_000
const NOW = 100 * DAY
/** Days before now; `s` came back soft, `h` hard, `.` nothing came back. */
const history = (text: string) =>
  text.split(' ').map((one) => ({
    at: NOW - Number(one.slice(1)) * DAY,
    bounced: one.startsWith('s') ? ('soft' as const) : one.startsWith('h') ? ('hard' as const) : undefined,
  }))

const ROWS: [string, string, boolean][] = [
  ['five in a row over fourteen days end it', 's0 s3 s7 s10 s14', true],
  ['four do not', 's0 s7 s10 s14', false],
  ['five within thirteen days do not', 's0 s3 s7 s10 s13', false],
  ['six over twenty do', 's0 s3 s7 s10 s13 s20', true],
  ['one that arrived in between breaks the row', 's0 s3 .7 s10 s14 s18 s20', false],
  ['five since the last that arrived do', 's0 s3 s7 s10 s14 .20 s30', true],
  ['a young one that nothing came back for says nothing yet', '.1 .4 s5 s8 s12 s15 s19', true],
  ['one as old as a server would try arrived', '.5 s6 s8 s12 s15 s20', false],
  ['hard ones count in the row', 's0 h3 s7 s10 s14', true],
]
test.for(ROWS)('soft bounces: %s', ([, row, ends]) => {
  expect(isWornOut(history(row), NOW)).toBe(ends)
  expect(isWornOut(history(row).toReversed(), NOW)).toBe(ends)
})
test('nothing sent is nothing worn out', () => expect(isWornOut([], NOW)).toBe(false))
