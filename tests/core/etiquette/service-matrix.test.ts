import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  mayServe,
  purposeOf,
  SERVICE_MATRIX,
  type ServiceFacts,
  type ServicePurpose,
  type ServiceVerdict,
} from '#core/etiquette/service-matrix.ts'

const SMS = { channel: 'sms' } as const
const MAIL = { channel: 'email' } as const

/** The matrix of the rules, cell by cell. */
const CELLS: readonly [ServicePurpose, string, ServiceFacts, ServiceVerdict][] = [
  ['own-act', 'goes to whoever is suppressed or opted out', { ...MAIL, optedOut: true }, 'send'],
  ['own-act', 'goes to whose processing is restricted', { ...MAIL, restricted: true }, 'send'],
  ['own-act', 'goes to a minor’s guardian', { ...MAIL, minorWithGuardian: true }, 'guardian'],
  ['own-act', 'takes the other channel where an address is dead', { ...MAIL, deadAddress: true }, 'other-channel'],
  ['own-act', 'ignores quiet hours', { ...SMS, quiet: true }, 'send'],
  ['rights-case', 'goes to whoever is suppressed or opted out', { ...MAIL, optedOut: true }, 'send'],
  ['rights-case', 'goes to whose processing is restricted', { ...MAIL, restricted: true }, 'send'],
  ['rights-case', 'goes to a minor’s guardian', { ...MAIL, minorWithGuardian: true }, 'guardian'],
  ['rights-case', 'takes the other channel where an address is dead', { ...MAIL, deadAddress: true }, 'other-channel'],
  ['rights-case', 'ignores quiet hours', { ...SMS, quiet: true }, 'send'],
  ['breach-notice', 'goes to whoever is suppressed or opted out', { ...MAIL, optedOut: true }, 'send'],
  ['breach-notice', 'goes to whose processing is restricted', { ...MAIL, restricted: true }, 'send'],
  ['breach-notice', 'goes to a minor’s guardian', { ...MAIL, minorWithGuardian: true }, 'guardian'],
  [
    'breach-notice',
    'takes the other channel where an address is dead',
    { ...MAIL, deadAddress: true },
    'other-channel',
  ],
  ['breach-notice', 'waits for the end of quiet hours by SMS', { ...SMS, quiet: true }, 'hold'],
  ['breach-notice', 'ignores quiet hours by e-mail', { ...MAIL, quiet: true }, 'send'],
  ['acknowledgement', 'goes to whoever is suppressed or opted out', { ...MAIL, optedOut: true }, 'send'],
  ['acknowledgement', 'goes to whose processing is restricted', { ...MAIL, restricted: true }, 'send'],
  ['acknowledgement', 'goes to a minor like to anybody', { ...MAIL, minorWithGuardian: true }, 'send'],
  ['acknowledgement', 'is not sent where an address is dead', { ...MAIL, deadAddress: true }, 'no'],
  ['acknowledgement', 'ignores quiet hours', { ...SMS, quiet: true }, 'send'],
  ['staff', 'goes to staff', { ...MAIL, toStaff: true }, 'send'],
  ['staff', 'goes to nobody else', MAIL, 'no'],
]
test.for(CELLS)('%s %s', ([purpose, , facts, verdict]) => expect(mayServe(purpose, facts)).toBe(verdict))

test('every cell of the matrix has its guarantee', () => {
  for (const [purpose, row] of Object.entries(SERVICE_MATRIX)) {
    const cells = CELLS.filter(([one]) => one === purpose)
    for (const fact of ['optedOut', 'restricted', 'minorWithGuardian', 'deadAddress', 'quiet'] as const)
      expect(cells.some(([, , facts]) => facts[fact])).toBe(true)
    expect(Object.keys(row)).toHaveLength(5)
  }
})
test('a guardian comes before another channel, and either before the hour', () => {
  const all = { ...SMS, optedOut: true, restricted: true, minorWithGuardian: true, deadAddress: true, quiet: true }
  expect(mayServe('breach-notice', all)).toBe('guardian')
  expect(mayServe('breach-notice', { ...all, minorWithGuardian: false })).toBe('other-channel')
})
test('a kind nobody has given a purpose is never sent', () => {
  expect(purposeOf('newsletter')).toBeUndefined()
  expect(purposeOf('toString')).toBeUndefined()
  expect(mayServe(purposeOf('newsletter'), { ...MAIL, toStaff: true })).toBe('no')
})
test('every kind of service message that is written has a purpose', () => {
  const files = readdirSync('db/operations', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const sources = files.map((file) => readFileSync(`db/operations/${file}`, 'utf8'))
  const kinds = sources
    .filter(
      (source) =>
        source.includes("insertInto('service_messages')") ||
        source.includes('queueFormMail(') ||
        source.includes("'text-"),
    )
    .flatMap((source) => [...source.matchAll(/kind: '([a-z-]+)'|'(text-[a-z]+)'/g)].map(([, a, b]) => a ?? b ?? ''))
    .filter((kind) => !['d', 's'].includes(kind))
  const written = [...new Set(kinds)].filter((kind) => !MADE_AT_THE_CLAIM.has(kind))
  expect(written.filter((kind) => purposeOf(kind) === undefined)).toEqual([])
  expect(written).toEqual(
    expect.arrayContaining(['confirm-change', 'fresh-link', 'text-stopped', 'text-received', 'test-send', 'alert']),
  )
})
/** What a row becomes once claimed, and kinds of other things. */
const MADE_AT_THE_CLAIM = new Set([
  'text-confirm',
  'text-link',
  'test-text',
  're-opt-in',
  'human',
  'deliveries',
  'services',
  'topic',
  'email',
  'sms',
])
