import { expect, test } from 'vitest'
import { keptWaivers, MOST_REASON, unwaived } from '#core/campaigns/waivers.ts'
import type { Finding, FindingCode } from '#core/messages/finding.ts'

const found = (level: Finding['level'], code: FindingCode): Finding => ({
  level,
  code,
  where: { language: 'fr', step: 'ask', part: 'body' },
  data: {},
})
const FINDINGS = [
  found('warn', 'emoji'),
  found('block', 'link-broken'),
  found('warn', 'all-caps'),
  found('warn', 'emoji'),
]

test('one reason answers every warning of its kind, and nothing else', () => {
  const waivers = [{ code: 'emoji' as const, reason: 'Pour la fête.' }]
  expect(unwaived(FINDINGS, waivers)).toEqual([found('warn', 'all-caps')])
})

test('what blocks cannot be waived, and what nobody warned of is not kept', () => {
  const waivers = (['link-broken', 'subject-long', 'emoji', 'all-caps'] as const).map((code) => ({
    code,
    reason: 'Oui.',
  }))
  expect(keptWaivers(FINDINGS, waivers).map(({ code }) => code)).toEqual(['all-caps', 'emoji'])
})

test('a reason is trimmed and limited, a blank one is none, and the order typed does not matter', () => {
  const [caps, fete] = [
    { code: 'all-caps' as const, reason: ` ${'x'.repeat(2 * MOST_REASON)}` },
    { code: 'emoji' as const, reason: ' \n ' },
  ]
  expect(keptWaivers(FINDINGS, [fete, caps])).toEqual([{ code: 'all-caps', reason: 'x'.repeat(MOST_REASON) }])
  expect(unwaived(FINDINGS, [fete, caps]).map(({ code }) => code)).toEqual(['emoji', 'emoji'])
  const both = [caps, { ...fete, reason: 'Oui' }]
  expect(keptWaivers(FINDINGS, both)).toEqual(keptWaivers(FINDINGS, both.toReversed()))
})
