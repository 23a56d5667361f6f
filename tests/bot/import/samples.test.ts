import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileDateOrder } from '#bot/import/date-order.ts'
import { mapHeaders } from '#bot/import/map-headers.ts'
import { sampleFiles } from '#bot/samples/make-samples.ts'
import type { ContactFacts } from '#core/contacts/contact-facts.ts'
import { parseRow } from '#core/contacts/parse-row.ts'
import { detected, readAll } from './with-file.ts'

const NOW = Date.UTC(2026, 10, 25)
const THIRTEEN_MONTHS_AGO = Date.UTC(2025, 9, 25)
const TOPICS = ['newsletter', 'offers', 'service-news'].map((id) => ({ id, names: [] }))
const pathOf = (name: string) => new URL(import.meta.resolve(`#bot/samples/${name}`)).pathname

async function read(name: string) {
  const found = await detected(pathOf(name))
  const mapping = mapHeaders(found.headers)
  if ('problem' in mapping) throw new Error(mapping.problem)
  const context = {
    defaultCountry: 'FR',
    dateOrder: fileDateOrder(found.sample, mapping.fields),
    topics: TOPICS,
    now: NOW,
  }
  const { rows } = await readAll(pathOf(name), found)
  return {
    found,
    mapping,
    rows: rows.map((row) =>
      row.problem === undefined ? parseRow(row.values, mapping.fields, context) : { refused: row.problem },
    ),
  }
}

test('the committed samples are the bytes their script writes', () => {
  for (const [name, bytes] of Object.entries(sampleFiles()))
    expect([name, readFileSync(pathOf(name)).equals(bytes)]).toEqual([name, true])
})

test.for([
  [
    'salon-2018.csv',
    'windows-1252',
    ';',
    true,
    {
      rows: 98,
      refused: ['column-count', 'email-bad-domain', 'email-no-at', 'email-several', 'no-identity'],
      stops: 0,
    },
  ],
  [
    'newsletter-export.txt',
    'utf-16le',
    '\t',
    false,
    { rows: 96, refused: ['column-count', 'unknown-status'], stops: 10 },
  ],
  ['shop-customers.csv', 'utf-8', ',', false, { rows: 99, refused: ['email-bad-name', 'unknown-status'], stops: 10 }],
] as const)('%s is read whole: %s, %j', async ([name, encoding, delimiter, withoutStatus, expected]) => {
  const { found, mapping, rows } = await read(name)
  expect([found.encoding, found.delimiter, mapping.withoutStatus]).toEqual([encoding, delimiter, withoutStatus])
  expect({
    rows: rows.length,
    refused: rows.flatMap((row) => ('refused' in row ? [row.refused] : [])).sort(),
    stops: rows.filter((row) => 'status' in row).length,
  }).toEqual(expected)
})

test('the samples hold enough people to ask, in two languages, and people who must not be asked', async () => {
  const people = new Map<string, ContactFacts & { lastAt: number }>()
  const stopped = new Set<string>()
  for (const name of Object.keys(sampleFiles())) {
    for (const row of (await read(name)).rows) {
      if ('refused' in row || row.facts.email === undefined) continue
      if (row.status !== undefined) stopped.add(row.facts.email)
      const before = people.get(row.facts.email)
      const { lastClickAt = 0, lastOpenAt = 0 } = row.facts
      people.set(row.facts.email, {
        ...before,
        ...row.facts,
        lastAt: Math.max(before?.lastAt ?? 0, lastClickAt, lastOpenAt),
      })
    }
  }
  const lost = [...people.values()].filter(
    (one) =>
      one.consentAt === undefined &&
      one.kind !== 'b2b' &&
      !stopped.has(one.email ?? '') &&
      ['FR', 'BE'].includes(one.country ?? ''),
  )
  const active = lost.filter((one) => one.lastAt >= THIRTEEN_MONTHS_AGO && one.guardianEmail === undefined)
  expect(active.filter((one) => one.language === 'fr').length).toBeGreaterThanOrEqual(25)
  expect(active.filter((one) => one.language === 'nl').length).toBeGreaterThanOrEqual(5)
  expect(lost.filter((one) => one.lastAt > 0 && one.lastAt < THIRTEEN_MONTHS_AGO).length).toBeGreaterThan(5)
  expect(lost.filter((one) => one.lastAt === 0).length).toBeGreaterThan(5)
  expect([...people.values()].filter((one) => one.consentAt !== undefined).length).toBeGreaterThan(15)
  expect([...people.values()].filter((one) => one.guardianEmail !== undefined).length).toBeGreaterThan(3)
  expect(stopped.size).toBeGreaterThan(15)
})

test('nobody in the samples can be reached: every address is at a reserved domain', () => {
  for (const bytes of Object.values(sampleFiles()))
    for (const [, domain = ''] of bytes
      .toString('latin1')
      .replaceAll('\u0000', '')
      .matchAll(/@([A-Za-z0-9._-]+\w)/g))
      expect(domain.toLowerCase()).toMatch(/^(?:example\.(?:org|com|net)|.*\.(?:test|invalid)|domaine_invalide)$/)
})
