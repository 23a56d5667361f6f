import { expect, test } from 'vitest'
import type { Finding, FindingCode } from '#core/messages/finding.ts'
import { findingText } from '#core/messages/finding-texts.ts'

const DATA: Readonly<Record<FindingCode, Finding['data']>> = {
  'subject-empty': {},
  'subject-line-break': {},
  'subject-link': {},
  'subject-long': { length: 72, limit: 60 },
  'body-empty': {},
  'unknown-field': { field: 'prénom', suggestion: 'first_name' },
  'stray-braces': {},
  'field-without-fallback': { field: 'first_name' },
  'fallback-reads-badly': { reads: 'Bonjour ,' },
  'gendered-greeting': { line: 'Cher {{first_name|ami}},' },
  'link-not-https': { link: 'http://example.org' },
  'sender-name-missing': {},
  'postal-address-missing': {},
  'contact-missing': {},
  'topics-missing': {},
  'promise-missing': {},
  'promise-out-of-place': {},
  'link-missing': { link: 'unsubscribe_link' },
  'why-missing': {},
  'html-missing': {},
  'text-alternative-missing': {},
  'too-large': { bytes: 120_400, limit: 100_000 },
  image: {},
}

const ALL = Object.entries(DATA).flatMap(([code, data]) =>
  (['fr', 'en'] as const).map((language) => ({ code: code as FindingCode, data, language })),
)

test.for(ALL)('$code is one sentence that says what to do ($language)', ({ code, data, language }) => {
  const text = findingText(
    { level: 'block', code, where: { language: 'fr', step: 'ask', part: 'body' }, data },
    language,
  )
  expect(text).toMatch(/^[\p{Lu}“«{].*\.$/u)
  expect(text).not.toMatch(/undefined|NaN/)
  // French puts a no-break space, never a plain one, before these signs.
  if (language === 'fr') expect(text).not.toMatch(/ [:;!?»]|« /)
  for (const value of Object.values(data)) {
    if (typeof value === 'string' && value !== 'unsubscribe_link') expect(text).toContain(value)
  }
})

test('sizes are told in kilobytes', () => {
  const where = { language: 'fr', step: 'ask', part: 'html' } as const
  const finding: Finding = { level: 'block', code: 'too-large', where, data: { bytes: 120_400, limit: 100_000 } }
  expect(findingText(finding, 'en')).toBe('The message weighs 121 kB: shorten it below 100 kB.')
})
