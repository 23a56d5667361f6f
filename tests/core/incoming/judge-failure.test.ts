import { describe, expect, test } from 'vitest'
import { isHardBounce } from '#core/incoming/failure-reasons.ts'
import { judgeFailure, type ReportedFailure } from '#core/incoming/judge-failure.ts'

type Row = [said: string, given: ReportedFailure, permanence: string, reason: string | undefined, hard: boolean]

const ROWS: readonly Row[] = [
  ['nobody there', { status: '5.1.1' }, 'permanent', 'mailbox-unknown', true],
  ['no such domain', { status: '5.1.2' }, 'permanent', 'domain-unknown', true],
  ['closed', { status: '5.2.1' }, 'permanent', 'mailbox-disabled', true],
  ['moved', { status: '5.1.6' }, 'permanent', 'address-changed', true],
  ['class 4 is temporary, whatever the detail', { status: '4.1.1' }, 'temporary', 'mailbox-unknown', false],
  ['a full mailbox is temporary under class 5', { status: '5.2.2' }, 'temporary', 'mailbox-full', false],
  [
    'also when only words say so',
    { status: '5.0.0', diagnostic: '552 mailbox is full' },
    'temporary',
    'mailbox-full',
    false,
  ],
  [
    'also behind a wrong status',
    { status: '5.1.1', diagnostic: 'user over quota. (#5.1.1)' },
    'temporary',
    'mailbox-full',
    false,
  ],
  ['the server is full', { status: '5.3.1' }, 'temporary', 'system-full', false],
  ['time ran out', { status: '5.4.7' }, 'temporary', 'expired', false],
  ['refused for policy: lost for good, and the address is alive', { status: '5.7.1' }, 'permanent', 'policy', false],
  ['refused as spam', { status: '5.7.1', diagnostic: 'looks like spam' }, 'permanent', 'spam', false],
  [
    'refused by a block list',
    { status: '5.7.1', diagnostic: 'blocked using zen.spamhaus.org' },
    'permanent',
    'blocked',
    false,
  ],
  [
    '5.7.1 that means nobody is there',
    { status: '5.7.1', diagnostic: 'no such user' },
    'permanent',
    'mailbox-unknown',
    true,
  ],
  ['too large', { status: '5.3.4' }, 'permanent', 'too-large', false],
  ['a loop', { status: '5.4.6' }, 'permanent', 'loop', false],
  [
    'what is merely delayed is temporary, whatever it says',
    { action: 'delayed', status: '5.1.1' },
    'temporary',
    'mailbox-unknown',
    false,
  ],
  ['a reply code alone', { diagnostic: 'smtp; 550 hello' }, 'permanent', undefined, true],
  ['a reply code of class 4', { diagnostic: '451 hello' }, 'temporary', undefined, false],
  ['words alone', { diagnostic: 'Utilisateur inconnu' }, 'permanent', 'mailbox-unknown', true],
  ['words alone, in German', { diagnostic: 'Benutzer unbekannt' }, 'permanent', 'mailbox-unknown', true],
  ['words alone, in Dutch', { diagnostic: 'Gebruiker onbekend' }, 'permanent', 'mailbox-unknown', true],
  ['the network', { diagnostic: 'Connection timed out' }, 'temporary', 'network', false],
  ['nothing said, nothing concluded', {}, 'unknown', undefined, false],
  ['the address of a machine is no status', { diagnostic: 'host 5.1.1.25 hung up' }, 'unknown', undefined, false],
]

describe('what a failure means', () => {
  test.each(ROWS)('%s', (_, given, permanence, reason, hard) => {
    const judged = judgeFailure(given)
    expect({ permanence: judged.permanence, reason: judged.reason }).toEqual({ permanence, reason })
    expect(isHardBounce(judged)).toBe(hard)
  })

  test('the status stays as it was reported', () => {
    expect(judgeFailure({ status: '5.2.2', diagnostic: '452 4.2.2 full' }).status).toBe('5.2.2')
    expect(judgeFailure({ diagnostic: '550 5.1.1 who?' }).status).toBe('5.1.1')
  })
})
