import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIELDS, type Field } from '#core/contacts/headers.ts'
import { CELL_WARNINGS, ROW_REFUSALS } from '#core/contacts/import-codes.ts'
import { parseRow } from '#core/contacts/parse-row.ts'
import type { RowContext } from '#core/contacts/row-reading.ts'
import { verdictText } from '#core/contacts/verdict-texts.ts'

const CONTEXT: RowContext = {
  defaultCountry: 'FR',
  dateOrder: 'day-first',
  topics: [
    { id: 'newsletter', names: ['Lettre d’information'] },
    { id: 'offers', names: ['Offres'] },
  ],
  now: Date.UTC(2026, 10, 22, 12),
}
const day = (text: string) => Date.parse(`${text}T00:00:00Z`)

function parse(cells: Partial<Record<Field, string>>, context: Partial<RowContext> = {}) {
  const fields = Object.keys(cells) as Field[]
  return parseRow(
    fields.map((field) => cells[field] ?? ''),
    fields,
    { ...CONTEXT, ...context },
  )
}
const email = 'jean@example.org'

test('a whole row becomes facts', () => {
  expect(
    parse({
      email: ' Jean@Example.org',
      phone: '06 12 34 56 78',
      civility: 'M.',
      firstName: 'Jean',
      lastName: 'D’Ormesson',
      language: 'Français',
      country: 'France',
      postcode: '01000',
      region: 'Ain',
      timeZone: 'Europe/Paris',
      kind: 'B2B',
      function: 'Achats',
      company: 'ACME',
      informed: 'oui',
      birthDate: '02/03/1980',
      lastClickAt: '01/11/2026',
      lastOpenAt: '',
      consentAt: 'mars 2018',
      consentOrigin: 'Salon',
      consentTopics: 'Offres ; lettre d’information',
      consentChannels: 'e-mail et SMS',
      status: 'abonné',
      tags: 'vip, client|vip',
      list: 'Clients',
      customerNumber: '000123',
      updatedAt: '2026-10-01',
      'custom:Carte': '0042',
    }),
  ).toEqual({
    facts: {
      email,
      phone: '+33612345678',
      civility: 'mr',
      firstName: 'Jean',
      lastName: 'D’Ormesson',
      language: 'fr',
      country: 'FR',
      postcode: '01000',
      region: 'Ain',
      timeZone: 'Europe/Paris',
      kind: 'b2b',
      function: 'Achats',
      company: 'ACME',
      informed: true,
      birthDate: '1980-03-02',
      lastClickAt: day('2026-11-01'),
      consentAt: day('2018-03-01'),
      consentUntil: day('2018-03-31'),
      consentOrigin: 'Salon',
      consentTopics: ['offers', 'newsletter'],
      consentChannels: ['email', 'sms'],
      tags: ['vip', 'client'],
      list: 'Clients',
      customerNumber: '000123',
      updatedAt: day('2026-10-01'),
      custom: { Carte: '0042' },
    },
    warnings: [],
  })
})

test('a row whose address is unusable stays when its phone is usable, with the address named', () => {
  expect(parse({ email: 'jean', phone: '0612345678' })).toEqual({
    facts: { phone: '+33612345678', tags: [], custom: {} },
    warnings: [{ field: 'email', code: 'email-no-at' }],
  })
})

test('a row with an unusable address and nothing else is refused with the reason', () => {
  expect(parse({ email: 'jean', firstName: 'Jean' })).toEqual({ refused: 'email-no-at', field: 'email' })
  expect(parse({ email: '', phone: '12' })).toEqual({ refused: 'phone-invalid', field: 'phone' })
  expect(parse({ email: '', firstName: 'Jean' })).toEqual({ refused: 'no-identity' })
})

test('the organisation’s own key is enough only where it is the key, and not when a spreadsheet rounded it', () => {
  expect(parse({ customerNumber: '0012' })).toEqual({ refused: 'no-identity' })
  expect(parse({ customerNumber: '0012' }, { contactKey: 'customerNumber' })).toMatchObject({
    facts: { customerNumber: '0012' },
  })
  expect(parse({ customerNumber: '1,23E+11' }, { contactKey: 'customerNumber' })).toEqual({
    refused: 'number-rounded',
    field: 'customerNumber',
  })
})

test('an unknown status refuses the row and shows the status, nothing else of it', () => {
  expect(parse({ email, status: 'en vrac' })).toEqual({ refused: 'unknown-status', field: 'status', value: 'en vrac' })
})

test('a stop in any column beats a yes in another, and an unknown status', () => {
  expect(parse({ email, status: 'Abonné', optOut: 'oui' })).toMatchObject({ status: 'unsubscribed' })
  expect(parse({ email, status: 'bounced', optOut: 'x' })).toMatchObject({ status: 'unsubscribed' })
  expect(parse({ email, optIn: 'non' })).toMatchObject({ status: 'unsubscribed' })
  expect(parse({ email, status: 'en vrac', optOut: 'oui' })).toMatchObject({
    status: 'unsubscribed',
    warnings: [{ field: 'status', code: 'unknown-status' }],
  })
})

test('a date in an opt-out column is a stop on that day; "no" and an empty cell are none; a riddle refuses the row', () => {
  expect(parse({ email, optOut: '12/03/2024' })).toMatchObject({
    status: 'unsubscribed',
    facts: { statusAt: day('2024-03-12') },
  })
  expect(parse({ email, optOut: 'non' })).not.toHaveProperty('status')
  expect(parse({ email, optOut: '' })).not.toHaveProperty('status')
  expect(parse({ email, optOut: 'peut-être' })).toMatchObject({ refused: 'unknown-status' })
})

test('a sign-up that was never confirmed is no consent', () => {
  const row = parse({ email, status: 'pending', consentAt: '01/02/2026', consentOrigin: 'site' })
  expect(row).toMatchObject({ warnings: [{ field: 'consentAt', code: 'consent-unconfirmed' }] })
  expect('facts' in row && row.facts).not.toHaveProperty('consentAt')
})

test('a date in the future is dropped and named', () => {
  expect(parse({ email, lastClickAt: '23/11/2026', consentAt: '2027' })).toEqual({
    facts: { email, tags: [], custom: {} },
    warnings: [
      { field: 'lastClickAt', code: 'date-in-future' },
      { field: 'consentAt', code: 'date-in-future' },
    ],
  })
})

test('a year of birth is read as its last day, so that nobody is taken for older than they are', () => {
  expect(parse({ email, birthDate: '2011' })).toMatchObject({
    facts: { birthDate: '2011-12-31' },
    warnings: [{ field: 'birthDate', code: 'birth-date-approximate' }],
  })
})

test('a phone number is read with the country of its own row, whatever the order of columns', () => {
  expect(parse({ phone: '0470 12 34 56', country: 'Belgique' })).toMatchObject({
    facts: { phone: '+32470123456', country: 'BE' },
  })
})

test.for([
  ['language', 'klingon', 'unknown-language'],
  ['country', 'Atlantis', 'unknown-country'],
  ['civility', '???', 'unknown-civility'],
  ['kind', 'martien', 'unknown-kind'],
  ['informed', 'peut-être', 'unknown-answer'],
  ['minor', 'peut-être', 'unknown-answer'],
  ['timeZone', 'CET', 'unknown-time-zone'],
  ['consentTopics', 'jardin', 'unknown-topic'],
  ['consentChannels', 'pigeon', 'unknown-channel'],
  ['phone', '12', 'phone-invalid'],
  ['guardianEmail', 'maman', 'email-no-at'],
  ['birthDate', '31/02/2000', 'date-impossible'],
  ['lastName', 'Dup\ufffdnt', 'bad-characters'],
  ['lastName', 'x'.repeat(201), 'too-long'],
  ['custom:Note', 'x'.repeat(2_001), 'too-long'],
  ['customerNumber', '1,2E+10', 'number-rounded'],
] as const)('an unreadable %s (%s) is left out and named', ([field, cell, code]) => {
  expect(parse({ email, [field]: cell })).toEqual({
    facts: { email, tags: [], custom: {} },
    warnings: [{ field, code }],
  })
})

test('"Dupont, Jean" is told apart; another whole name stays whole', () => {
  expect(parse({ email, fullName: 'Dupont, Jean' })).toMatchObject({
    facts: { firstName: 'Jean', lastName: 'Dupont', fullName: 'Jean Dupont' },
  })
  expect(parse({ email, fullName: 'Jean Dupont' })).toEqual({
    facts: { email, fullName: 'Jean Dupont', tags: [], custom: {} },
    warnings: [],
  })
})

test('two files with different date orders do not read each other’s dates', () => {
  const lastClickAt = '03/04/2026'
  expect(parse({ email, lastClickAt })).toMatchObject({ facts: { lastClickAt: day('2026-04-03') } })
  expect(parse({ email, lastClickAt }, { dateOrder: 'month-first' })).toMatchObject({
    facts: { lastClickAt: day('2026-03-04') },
  })
})

test('whatever the cells hold, a row is facts or a listed refusal; every warning is listed; empty cells leave no fact', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '',
      'oui',
      '2018',
      '12/03/2024',
      'jean@example.org',
      '0612345678',
      'désabonné',
      '1E+9',
      '__proto__',
    ),
  )
  const fields: readonly Field[] = [...FIELDS, 'custom:Note']
  fc.assert(
    fc.property(fc.array(cell, { minLength: fields.length, maxLength: fields.length }), (cells) => {
      const row = parseRow(cells, fields, CONTEXT)
      if ('refused' in row) {
        expect(ROW_REFUSALS).toContain(row.refused)
        return
      }
      for (const { code } of row.warnings) expect(CELL_WARNINGS).toContain(code)
      for (const value of Object.values(row.facts))
        expect(value === undefined || value === '' || Number.isNaN(value)).toBe(false)
      expect(row.facts.email ?? row.facts.phone).toBeDefined()
    }),
    { seed: 5, numRuns: 500 },
  )
})

test('every code has its sentence in French and in English, ending in a full stop', () => {
  for (const code of [...ROW_REFUSALS, ...CELL_WARNINGS])
    for (const language of ['fr', 'en'] as const) expect(verdictText(code, language)).toMatch(/^\p{Lu}.{20,}\.$/u)
  for (const code of [...ROW_REFUSALS, ...CELL_WARNINGS]) expect(verdictText(code, 'fr')).not.toMatch(/ [:;?!»]|« /)
})
