import { expect, test } from 'vitest'
import type { Finding, FindingCode } from '#core/messages/finding.ts'
import { explainFinding, findingText } from '#core/messages/finding-texts.ts'

const DATA: Readonly<Record<FindingCode, Finding['data']>> = {
  'subject-empty': {},
  'subject-line-break': {},
  'subject-link': {},
  'subject-long': { length: 72, limit: 60 },
  'subject-vague': {},
  'subject-urgency': { prefix: 'URGENT' },
  'body-empty': {},
  'unknown-field': { field: 'prénom', suggestion: 'first_name' },
  'stray-braces': {},
  'field-without-fallback': { field: 'first_name' },
  'fallback-reads-badly': { reads: 'Bonjour ,' },
  'gendered-greeting': { line: 'Cher {{first_name|ami}},' },
  'link-not-https': { link: 'http://example.org' },
  'link-shows-other-host': { shown: 'bank.example', target: 'evil.example' },
  'link-broken': { link: 'https://example.org/gone' },
  'link-private': { link: 'https://intranet.example' },
  'link-unchecked': { link: 'https://example.org', because: 'stays-here' },
  'payment-card': {},
  iban: {},
  'social-security-number': {},
  'social-insurance-number': {},
  'secret-in-clear': {},
  'all-caps': { word: 'GRATUIT', instead: 'gratuit' },
  'acronym-unexplained': { word: 'NPAI' },
  emoji: { sign: '🎉', count: 2 },
  'text-speak': { word: 'slt', instead: 'salut' },
  'repeated-word': { word: 'la' },
  exclamations: { count: 3 },
  misspelled: { word: 'bonjoru', suggestions: 'bonjour' },
  'many-misspelled': { count: 41, language: 'nl' },
  'number-alone': { number: '300' },
  'familiar-and-formal': { word: 'tes', language: 'fr' },
  'action-late': { words: 180, limit: 150 },
  'long-without-points': { words: 240, limit: 200 },
  'who-missing': { name: 'Maison Lumière' },
  'context-missing': {},
  'action-missing': {},
  'thanks-missing': {},
  'next-steps-missing': {},
  'invitation-missing': {},
  'signature-missing': {},
  'sender-name-missing': {},
  'sender-no-reply': { sender: 'noreply@example.org' },
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
  'sms-identity-missing': {},
  'sms-stop-missing': {},
  'sms-no-action': { language: 'nl' },
  'sms-several-actions': { count: 2, actions: '{{preferences_link}} · https://example.org' },
  'sms-action-besides': { actions: 'https://example.org' },
  'sms-answer-out-of-place': {},
  'sms-reply-nowhere': { sender: 'MAISON' },
  'sms-names-nobody': {},
  'sms-long': { segments: 3, limit: 2, over: 1 },
  'sms-characters': { characters: 'ç ’', instead: "Ca va, l'ete arrive." },
}
/** Told in words of their own. */
const CODES = new Set(['unsubscribe_link', 'stays-here', 'nl', 'fr'])

const ALL = Object.entries(DATA).flatMap(([code, data]) =>
  (['fr', 'en'] as const).map((language) => ({ code: code as FindingCode, data, language })),
)

const where = { language: 'fr', step: 'ask', part: 'body' } as const

test.for(ALL)(
  '$code has a place, a rule and a proposal, in whole sentences ($language)',
  ({ code, data, language }) => {
    const finding: Finding = { level: 'block', code, where: { ...where, excerpt: '…ces mots…' }, data }
    const { place, rule, proposal } = explainFinding(finding, language)
    expect(place).toContain('…ces mots…')
    for (const text of [rule, proposal]) {
      expect(text).toMatch(/^[\p{Lu}“«{].*[.?»”]$/u)
      expect(text).not.toMatch(/undefined|NaN/)
      expect(text.length).toBeLessThan(260)
      // French puts a no-break space, never a plain one, before these signs.
      if (language === 'fr') expect(text).not.toMatch(/ [:;!?»]|« /)
    }
    for (const value of Object.values(data)) {
      if (typeof value === 'string' && !CODES.has(value)) expect(rule + proposal).toContain(value)
    }
    expect(findingText(finding, language)).toBe(`${rule} ${proposal}`)
  },
)

test('sizes are told in kilobytes', () => {
  const finding: Finding = { level: 'block', code: 'too-large', where, data: { bytes: 120_400, limit: 100_000 } }
  expect(findingText(finding, 'en')).toBe(
    'The message weighs 121 kB: over 100 kB, mail programs cut it off. Shorten it.',
  )
})
