import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGenericAddress, normaliseEmail } from '#core/contacts/email.ts'

const READ: readonly (readonly [string, string])[] = [
  ['Jean.Dupont@Example.ORG', 'jean.dupont@example.org'],
  ['\u00a0\u202f\u200bjean@example.org\ufeff ', 'jean@example.org'],
  ['jean+club@example.org', 'jean+club@example.org'],
  ['"Jean Dupont" <Jean@Example.org>', 'jean@example.org'],
  ['mailto:jean@example.org', 'jean@example.org'],
  ['jean@example.org;', 'jean@example.org'],
  ['jean@münchen.example', 'jean@xn--mnchen-3ya.example'],
  ['jean@MÜNCHEN.example', 'jean@xn--mnchen-3ya.example'],
  ['chloe\u0301@example.org', 'chlo\u00e9@example.org'],
  ['jean@example.org.', 'jean@example.org'],
  ["o'brien@example.org", "o'brien@example.org"],
]
test.for(READ)('%s is stored as %s', ([raw, email]) => expect(normaliseEmail(raw)).toEqual({ email }))

const REFUSED: readonly (readonly [string, string])[] = [
  ['jean.example.org', 'email-no-at'],
  ['', 'email-no-at'],
  ['a@example.org, b@example.org', 'email-several'],
  ['a@example.org b@example.org', 'email-several'],
  ['tom@@example.org', 'email-bad-name'],
  ['@example.org', 'email-bad-name'],
  ['jean dupont@example.org', 'email-bad-name'],
  ['.jean@example.org', 'email-bad-name'],
  ['jean..dupont@example.org', 'email-bad-name'],
  ['jean@example', 'email-bad-domain'],
  ['jean@', 'email-bad-domain'],
  ['jean@127.0.0.1', 'email-bad-domain'],
  ['jean@exa mple.org', 'email-bad-domain'],
  ['jean@-example.org', 'email-bad-domain'],
  ['jean@example,org', 'email-bad-domain'],
  ['jean@münchen/evil.example', 'email-bad-domain'],
  ['jean@bad_domain.org', 'email-bad-domain'],
  [`${'a'.repeat(65)}@example.org`, 'email-too-long'],
  ['je\ufffdan@example.org', 'email-bad-characters'],
]
test.for(REFUSED)('%s is refused as %s', ([raw, refused]) => expect(normaliseEmail(raw)).toEqual({ refused }))

test('a normalised address is its own normal form, whatever it came from', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9éÉœ+_-]{1,20}$/)
  const spaces = fc.constantFrom('', ' ', '\u00a0', '\u202f', '\ufeff', '\t')
  fc.assert(
    fc.property(
      spaces,
      part,
      fc.constantFrom('Example.ORG', 'éxample.net', 'a.b-c.test'),
      spaces,
      (before, name, domain, after) => {
        const first = normaliseEmail(`${before}${name}@${domain}${after}`)
        if (!('email' in first)) throw new Error(first.refused)
        expect(normaliseEmail(first.email)).toEqual(first)
        expect(normaliseEmail(first.email.toUpperCase())).toEqual(first)
      },
    ),
    { seed: 7, numRuns: 300 },
  )
})

test('no text at all makes it throw, and nothing with a space or a control character passes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const read = normaliseEmail(`${text}@example.org`)
      if ('email' in read) expect(read.email).not.toMatch(/[\s\u0000-\u001f<>"(),;:\\[\]]/)
    }),
    { seed: 8, numRuns: 2_000 },
  )
})

test.for([
  'info@example.org',
  'contact@example.org',
  'compta@example.org',
  'service-client@example.org',
  'boekhouding@example.be',
  'info2@example.org',
  'contact-be@example.org',
  'no-reply@example.org',
  'sales@example.com',
])('%s belongs to a function', (email) => expect(isGenericAddress(email)).toBe(true))
test.for([
  'jean.dupont@example.org',
  'marketing.dupont@example.org',
  'infodupont@example.org',
  'client@example.org',
  'marie@example.org',
])('%s is read as a person', (email) => expect(isGenericAddress(email)).toBe(false))
