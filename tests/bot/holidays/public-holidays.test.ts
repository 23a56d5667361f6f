import Library from 'date-holidays'
import { expect, test } from 'vitest'
import { daysTouched } from '#bot/holidays/days-touched.ts'
import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import { BELONGS_TO, PART_ROWS } from '#core/parameters/zones.ts'

const holidays = publicHolidays()
const on = (date: string, country: string, region?: string) =>
  holidays(country, region, Number(date.slice(0, 4)))?.has(date)

test.for([
  ['2026-07-14', 'FR', undefined, true, 'the 14th of July is one in France'],
  ['2026-12-26', 'FR', undefined, false, '26 December is none in most of France'],
  ['2026-12-26', 'FR', '67', true, '26 December is one in Alsace'],
  ['2026-04-03', 'FR', '57', true, 'Good Friday is one in Moselle'],
  ['2026-04-03', 'FR', undefined, false, 'Good Friday is none in Paris'],
  ['2026-05-27', 'FR', 'GP', true, '27 May is one in Guadeloupe'],
  ['2026-05-22', 'FR', 'MQ', true, '22 May is one in Martinique'],
  ['2026-12-20', 'FR', 'RE', true, '20 December is one in La Réunion'],
  ['2026-12-20', 'FR', undefined, false, 'and none in France'],
  ['2026-09-24', 'FR', 'NC', true, '24 September is one in New Caledonia, which the library keeps as a country'],
  ['2026-06-24', 'CA', 'QC', true, '24 June is one in Québec'],
  ['2026-06-24', 'CA', 'ON', false, 'and none in Ontario'],
  ['2026-07-21', 'BE', undefined, true, '21 July is one in Belgium'],
  ['2026-08-31', 'GB', 'ENG', true, 'the last Monday of August is one in England'],
  ['2026-11-01', 'DE', 'BAYERN', true, 'a region is known by its name too'],
  ['2026-05-31', 'FR', undefined, false, 'Mothers’ Day is a custom, no public holiday'],
  ['2026-07-14', 'FR', 'nowhere', true, 'an unknown region has its country’s holidays'],
  ['2026-12-24', 'IS', undefined, true, 'a holiday that begins at one in the afternoon is one'],
  ['2027-01-02', 'SZ', undefined, true, 'one that lasts six days reaches into the next year'],
] as const)('%s %s %s: %s, %s', ([date, country, region, expected]) => {
  expect(on(date, country, region)).toBe(expected)
})

/** Where the library knows no holidays apart from their country's. */
const WITHOUT = new Set(['PT 20', 'PT 30', 'FR TF', 'US MP'])

test('every region of our table is one of the library', () => {
  const library = new Library()
  const unknown = Object.entries(PART_ROWS).flatMap(([country, rows]) =>
    rows
      .trim()
      .split('\n')
      .map((row) => row.split(' ')[0] ?? '')
      .filter((region) => region !== '-' && !WITHOUT.has(`${country} ${region}`))
      .filter((region) => !Object.hasOwn(library.getStates(country) ?? {}, region))
      .filter((region) => BELONGS_TO[region] !== country || !Object.hasOwn(library.getCountries(), region)),
  )
  expect(unknown).toEqual([])
})

test.for([
  ['Antarctica', 'AQ', 2026],
  ['no country', 'XX', 2026],
  ['a name every object has', 'constructor', 2026],
  ['a year before the data', 'FR', 12],
  ['a year after it', 'FR', 99_999],
  ['no year at all', 'FR', Number.NaN],
] as const)('nothing is known of %s, and nothing is thrown', ([, country, year]) => {
  expect(holidays(country, undefined, year)).toBeUndefined()
})

test('a day is touched when the holiday begins at noon, not when the clocks going back make it an hour longer', () => {
  const holiday = (date: string, start: string, end: string) =>
    daysTouched({ date, start: new Date(start), end: new Date(end) })
  expect(holiday('2026-12-24 13:00:00', '2026-12-24T13:00Z', '2026-12-25T00:00Z')).toEqual(['2026-12-24'])
  expect(holiday('2026-11-01 00:00:00', '2026-11-01T04:00Z', '2026-11-02T05:00Z')).toEqual(['2026-11-01'])
  expect(holiday('2026-03-29 00:00:00', '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toEqual(['2026-03-29'])
  expect(holiday('2026-03-20 00:00:00 -0600', '2026-03-20T00:00Z', '2026-03-23T18:00Z')).toEqual([
    '2026-03-20',
    '2026-03-21',
    '2026-03-22',
    '2026-03-23',
  ])
})
