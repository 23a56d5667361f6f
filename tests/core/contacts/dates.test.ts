import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DateOrder, detectDateOrder, parseDate } from '#core/contacts/dates.ts'

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10)
function read(raw: string, order: DateOrder = 'unproven'): string {
  const date = parseDate(raw, order, 2026)
  return 'refused' in date
    ? date.refused
    : date.kind === 'day'
      ? iso(date.start)
      : `${iso(date.start)}..${iso(date.end)}`
}

test.for([
  ['12/03/2019', '2019-03-12'],
  ['1-2-19', '2019-02-01'],
  ['01.02.2019', '2019-02-01'],
  ['2019-03-12', '2019-03-12'],
  ['2019/3/2', '2019-03-02'],
  ['2019-03-12T23:59:59Z', '2019-03-12'],
  ['2019-03-12 08:00', '2019-03-12'],
  ['12/03/2019 14:05', '2019-03-12'],
  ['12 mars 2019', '2019-03-12'],
  ['mardi 1er mars 2022 à 10h', '2022-03-01'],
  ['March 12, 2019', '2019-03-12'],
  ['12-mrt-2019', '2019-03-12'],
  ['12 août 19', '2019-08-12'],
  ['3 février 2020', '2020-02-03'],
  ['mars 2019', '2019-03-01..2019-03-31'],
  ['03/2019', '2019-03-01..2019-03-31'],
  ['2019-02', '2019-02-01..2019-02-28'],
  ['2018', '2018-01-01..2018-12-31'],
  ['2018-2019', '2018-01-01..2019-12-31'],
  ['T3 2018', '2018-07-01..2018-09-30'],
  ['43536', '2019-03-12'],
  ['43536,75', '2019-03-12'],
  ['20190312', '2019-03-12'],
  ['1552348800', '2019-03-12'],
  ['1552348800000', '2019-03-12'],
  ['12/25/2024', '2024-12-25'],
  ['11/05/68', '1968-05-11'],
  ['31/02/2026', 'date-impossible'],
  ['29/02/2025', 'date-impossible'],
  ['13/13/2024', 'date-impossible'],
  ['0000-00-00', 'date-out-of-range'],
  ['12/03/1819', 'date-out-of-range'],
  ['hier', 'date-not-understood'],
  ['12', 'date-not-understood'],
  ['99 mars 2019', 'date-impossible'],
] as const)('%s is read as %s', ([raw, expected]) => expect(read(raw)).toBe(expected))

test('a two-digit year is never in the future', () => {
  expect(read('01/01/26')).toBe('2026-01-01')
  expect(read('01/01/27')).toBe('1927-01-01')
})

test('one day over twelve decides for the whole column', () => {
  expect(detectDateOrder(['03/04/2024', '03/25/2024'])).toBe('month-first')
  expect(detectDateOrder(['03/04/2024', '25/03/2024'])).toBe('day-first')
  expect(detectDateOrder(['03/04/2024', '2024-03-25', ''])).toBe('unproven')
  expect(detectDateOrder(['03/25/2024', '25/03/2024'])).toBe('contradictory')
})

test('an ambiguous date follows its column, and is refused where the column contradicts itself', () => {
  expect(read('03/04/2024', 'month-first')).toBe('2024-03-04')
  expect(read('03/04/2024', 'day-first')).toBe('2024-04-03')
  expect(read('03/04/2024', 'contradictory')).toBe('date-ambiguous')
  expect(read('04/04/2024', 'contradictory')).toBe('2024-04-04')
})

test('every day from 1900 to 2100 comes back from each way of writing it', () => {
  const days = fc.integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 11, 31) / 86_400_000 })
  fc.assert(
    fc.property(days, (day) => {
      const text = iso(day * 86_400_000)
      const [year = '', month = '', dayOfMonth = ''] = text.split('-')
      for (const written of [
        text,
        `${dayOfMonth}/${month}/${year}`,
        `${Number(dayOfMonth)}.${Number(month)}.${year}`,
        `${year}${month}${dayOfMonth}`,
        `${text}T12:00:00+02:00`,
      ])
        expect(read(written)).toBe(text)
      expect(read(`${month}/${dayOfMonth}/${year}`, 'month-first')).toBe(text)
    }),
    { seed: 3, numRuns: 500 },
  )
})
