import { expect, test } from 'vitest'
import { isTimeZone } from '#core/contacts/time-zone.ts'
import { PART_ROWS } from '#core/parameters/zones.ts'

const ROWS = Object.entries(PART_ROWS).flatMap(([country, text]) =>
  text
    .trim()
    .split('\n')
    .map((line) => ({ country, line, columns: line.split(/ {2,}/) })),
)

test('every row has a region, names, postcodes and zones', () => {
  expect(ROWS.filter(({ columns }) => columns.length !== 4).map(({ line }) => line)).toEqual([])
})

test('every zone is one the runtime knows', () => {
  const zones = ROWS.flatMap(({ columns }) => columns[3]?.split(' ') ?? [])
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([])
})

test('names are written as they are compared, and a postcode or a name means one part', () => {
  for (const column of [1, 2]) {
    const entries = ROWS.flatMap(({ country, columns }) =>
      (columns[column] ?? '-').split(/[|,]/).map((entry) => `${country} ${entry}`),
    ).filter((entry) => !entry.endsWith(' -'))
    expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([])
  }
  const names = ROWS.flatMap(({ columns }) => (columns[1] === '-' ? [] : (columns[1]?.split('|') ?? [])))
  expect(names.filter((name) => !/^[a-z0-9]+( [a-z0-9]+)*$/.test(name))).toEqual([])
})
