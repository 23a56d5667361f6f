import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, rulesText, type SealInput, sealText } from '#core/campaigns/seal.ts'
import { aHouse } from '#tests/support/a-house.ts'

const RUNS = { seed: 20261122, numRuns: 500 }

function aSeal(): SealInput {
  return {
    campaignId: 3,
    version: 4,
    draft: {
      kind: 're-opt-in',
      need: 'Nous avons perdu la trace de leur accord.',
      segment: 'everyone',
      topics: ['newsletter', 'offers'],
      languageOfRest: 'fr',
      graceHours: 48,
      reminders: 1,
      ticks: ['documented'],
      window: { from: 1000, until: 2000 },
      ratePerMinute: 60,
    },
    messages: [
      { step: 'ask', language: 'fr', variant: 'plain', digest: 'd1' },
      { step: 'reminder-1', language: 'fr', variant: 'visited', digest: 'd2' },
    ],
    audienceDigest: 'a1',
    audience: 12,
    rulesDigest: 'r1',
    waivers: [{ code: 'subject-long', reason: 'Le nom de la fête est long.' }],
    readAloudBy: 'U0ALICE',
  }
}

type Path = readonly (string | number)[]

/** Every leaf of the seal's inputs, so that a new input is in the property by itself. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

function withLeaf(path: Path, change: (old: unknown) => unknown): SealInput {
  const copy = structuredClone(aSeal()) as unknown as Record<string, unknown>
  let place = copy
  for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>
  const last = path.at(-1) ?? ''
  place[last] = change(place[last])
  return copy as unknown as SealInput
}

const other = (value: unknown) => (typeof value === 'number' ? value + 1 : `${String(value)}x`)

test('changing any single input changes the seal, each in its own way', () => {
  const paths = leaves(aSeal())
  expect(paths.map((path) => path.join('.'))).toContain('draft.window.until')
  const texts = paths.map((path) => sealText(withLeaf(path, other)))
  expect(new Set([sealText(aSeal()), ...texts]).size).toBe(1 + paths.length)
})

test('leaving out or adding a message, a topic, a tick, a limit changes the seal', () => {
  const { draft, messages } = aSeal()
  const { window, ratePerMinute: _, ...rest } = draft
  const inputs: SealInput[] = [
    { ...aSeal(), messages: messages.slice(1) },
    { ...aSeal(), messages: [...messages, { step: 'ask', language: 'en', variant: 'plain', digest: 'd1' }] },
    { ...aSeal(), draft: { ...draft, topics: ['newsletter'] } },
    { ...aSeal(), draft: { ...draft, topics: ['offers', 'newsletter'] } },
    { ...aSeal(), draft: { ...draft, ticks: [] } },
    { ...aSeal(), draft: { ...draft, ticks: ['documented', 'professional'] } },
    { ...aSeal(), draft: { ...draft, window: { from: window.from } } },
    { ...aSeal(), draft: { ...draft, window: { until: window.until } } },
    { ...aSeal(), draft: { ...rest, window, ratePerMinute: undefined } },
    { ...aSeal(), waivers: [] },
    { ...aSeal(), waivers: [...aSeal().waivers, { code: 'emoji', reason: 'Pour la fête.' }] },
    { ...aSeal(), readAloudBy: undefined },
  ]
  expect(new Set([aSeal(), ...inputs].map(sealText)).size).toBe(1 + inputs.length)
})

test('what was sealed before reading aloud was asked keeps the seal it had', () => {
  const { readAloudBy: _, waivers: __, ...before } = aSeal()
  const text = sealText({ ...before, readAloudBy: undefined, waivers: [] })
  expect(JSON.parse(text)).toMatchObject({ seal: 1 })
  expect(text).not.toMatch(/readAloudBy|waivers/)
})

const shuffledKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffledKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, shuffledKeys(inner)]),
  )
}

test('equal inputs give the same text, whatever the order of keys and of messages', () => {
  const seal = shuffledKeys(aSeal()) as SealInput
  expect(sealText({ ...seal, messages: seal.messages.toReversed() })).toBe(sealText(aSeal()))
})

test('one value has one canonical text, and the text gives the value back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonical(shuffledKeys(value))).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    RUNS,
  )
})

test('the rules an approval is bound to change with the budget, a window, a topic, the organisation', () => {
  const house = aHouse()
  const [first, ...others] = house.topics
  if (first === undefined) throw new Error('a house has topics')
  const changed = [
    aHouse({ budget: { per7Days: 1, per30Days: 100 } }),
    aHouse({ windows: { ...house.windows, email: house.windows.email.with(6, []) } }),
    aHouse({ topics: [{ ...first, describe: { ...first.describe, nl: 'Elke dag' } }, ...others] }),
    aHouse({ organisation: { ...house.organisation, postalAddress: '2 rue de la Paix' } }),
  ]
  expect(new Set([house, ...changed].map(rulesText)).size).toBe(5)
})
