import { describe, expect, test } from 'vitest'
import { blocks, checkMessage } from '#core/messages/checks.ts'
import { subjectOf } from '#core/messages/layout.ts'
import { type CompiledMessage, LANGUAGES, type MessageSource } from '#core/messages/message.ts'
import { messageMjml } from '#core/messages/mjml.ts'
import { messageText } from '#core/messages/plain-text.ts'
import { aMessage, soundFacts } from './a-message.ts'

/** The MJML stands for the HTML: the checks look at words, links and fields, which are the same in both. */
function compiled(source: MessageSource): CompiledMessage {
  return { subject: subjectOf(source), html: messageMjml(source), text: messageText(source) }
}

function codes(source: MessageSource, change: Partial<CompiledMessage> = {}): readonly string[] {
  return findings(source, change).map((finding) => finding.code)
}

function findings(source: MessageSource, change: Partial<CompiledMessage> = {}) {
  return checkMessage(source, { ...compiled(source), ...change }, soundFacts(source))
}

/** Shorter texts than a whole message lack courtesies; these cases are about what stops a message. */
function stops(source: MessageSource): readonly string[] {
  return findings(source)
    .filter(({ level }) => level === 'block')
    .map(({ code }) => code)
}

describe('a sound message', () => {
  test.for(LANGUAGES)('has nothing to correct (%s)', (language) => {
    for (const step of ['ask', 'reminder-1', 'reminder-2'] as const)
      expect(codes(aMessage({ language, step }))).toEqual([])
    for (const kind of ['topic', 'information'] as const) {
      expect(codes(aMessage({ language, kind, step: 'message', promise: undefined }))).toEqual([])
    }
  })
})

const org = aMessage().organisation
const CASES: readonly { name: string; given: Partial<MessageSource>; then: readonly string[] }[] = [
  { name: 'empty subject', given: { subject: '  ' }, then: ['subject-empty'] },
  { name: 'a line break in the subject', given: { subject: 'Bonjour\r\nBcc: x@y.z' }, then: ['subject-line-break'] },
  { name: 'a link field in the subject', given: { subject: 'Oui : {{yes_link}}' }, then: ['subject-link'] },
  { name: 'an address in the subject', given: { subject: 'https://example.org' }, then: ['subject-link'] },
  {
    name: 'a field in the subject needs its fallback too',
    given: { subject: 'Pour {{first_name}}' },
    then: ['field-without-fallback'],
  },
  { name: 'empty body', given: { body: '\n' }, then: ['body-empty'] },
  { name: 'an unknown field', given: { body: 'Bonjour {{prénom}}' }, then: ['unknown-field'] },
  { name: 'an open brace', given: { body: 'Bonjour {{first_name' }, then: ['stray-braces'] },
  { name: 'no fallback', given: { body: 'Bonjour {{first_name}},' }, then: ['field-without-fallback'] },
  { name: '"Bonjour ,"', given: { body: 'Bonjour {{first_name|}},' }, then: ['fallback-reads-badly'] },
  { name: 'a hole between two words', given: { body: 'Chez {{company|}} depuis' }, then: ['fallback-reads-badly'] },
  { name: 'a fallback that reads well', given: { body: 'Bonjour {{first_name|à vous}},' }, then: [] },
  { name: 'a French colon after a fallback', given: { body: 'Pour {{company|vous}} : merci' }, then: [] },
  { name: 'Cher with a first name', given: { body: 'Cher {{first_name|ami}},' }, then: ['gendered-greeting'] },
  { name: 'Chère with a first name', given: { body: 'Chère {{first_name|amie}},' }, then: ['gendered-greeting'] },
  { name: 'Dear Mr', given: { body: 'Dear Mr {{last_name|reader}},' }, then: ['gendered-greeting'] },
  { name: 'both genders named', given: { body: 'Madame, Monsieur {{last_name|}}' }, then: ['fallback-reads-badly'] },
  { name: 'both genders named, no hole', given: { body: 'Madame, Monsieur {{last_name|à vous}}' }, then: [] },
  {
    name: 'a text about a Monsieur, without a name field',
    given: { body: 'Monsieur Seguin avait une chèvre.' },
    then: [],
  },
  { name: 'a link without TLS', given: { body: 'http://example.org' }, then: ['link-not-https'] },
  { name: 'no organisation', given: { organisation: { ...org, name: '' } }, then: ['sender-name-missing'] },
  {
    name: 'no postal address',
    given: { organisation: { ...org, postalAddress: ' ' } },
    then: ['postal-address-missing'],
  },
  { name: 'nobody to write to', given: { dpo: { name: 'C', email: '' } }, then: ['contact-missing'] },
  { name: 'no topic', given: { topics: [] }, then: ['topics-missing'] },
  { name: 'no promise', given: { promise: undefined }, then: ['promise-missing', 'promise-missing'] },
  {
    name: 'a promise where nothing is asked',
    given: { kind: 'topic', step: 'message' },
    then: ['promise-out-of-place'],
  },
  {
    name: 'a promised day where nothing is promised',
    given: { kind: 'topic', step: 'message', promise: undefined, body: 'Jusqu’au {{promise_date}}.' },
    then: ['promise-out-of-place'],
  },
  {
    name: 'braces in the organisation’s name',
    given: { organisation: { ...org, name: '{{Jardins}}' } },
    then: ['stray-braces'],
  },
]

test.for(CASES)('stops: $name', ({ given, then }) => expect(stops(aMessage(given))).toEqual(then))

test('one finding that stops is enough, warnings are not', () => {
  expect(blocks(findings(aMessage({ subject: '  ' })))).toBe(true)
  const warned = findings(aMessage({ subject: 'a'.repeat(61) }))
  expect(warned.map(({ code }) => code)).toEqual(['subject-long'])
  expect(blocks(warned)).toBe(false)
})

describe('the compiled form is what counts', () => {
  const source = aMessage()
  const { html, text } = compiled(source)

  test.for(['yes_link', 'no_link', 'preferences_link', 'unsubscribe_link', 'privacy_link'])(
    '%s must be in both forms',
    (link) => {
      expect(codes(source, { html: html.replaceAll(`{{${link}}}`, '#') })).toEqual(['link-missing'])
      expect(codes(source, { text: text.replaceAll(`{{${link}}}`, '') })).toEqual(['link-missing'])
    },
  )

  test('the promised date must be in both forms', () => {
    expect(codes(source, { text: text.replaceAll('{{promise_date}}', 'demain') })).toEqual(['promise-missing'])
  })

  test('so must the reason why the person gets it', () => {
    expect(codes(source, { html: html.replaceAll('Pourquoi', '') })).toEqual(['why-missing'])
  })

  test('so must the address to ask at, and the signature with name, address and site', () => {
    expect(codes(source, { text: text.replaceAll('dpo@example.org', '') })).toEqual(['invitation-missing'])
    for (const line of ['12 rue des Lilas', 'Les Jardins &lt;d’Émilie&gt;'])
      expect(codes(source, { html: html.replaceAll(line, '') })).toEqual(['signature-missing'])
  })

  test('a missing text alternative, an image and too many bytes stop it', () => {
    expect(codes(source, { text: ' ' })).toEqual(['text-alternative-missing'])
    expect(codes(source, { html: `${html}<img src="x">` })).toEqual(['image'])
    expect(codes(source, { html: html + 'é'.repeat(50_000) })).toEqual(['too-large'])
  })
})

test('a French name for a field brings the right one', () => {
  const source = aMessage({ body: 'Bonjour {{Prénom}}' })
  expect(findings(source)[0]).toEqual({
    level: 'block',
    code: 'unknown-field',
    where: { language: 'fr', step: 'ask', part: 'body', excerpt: '{{Prénom}}' },
    data: { field: 'Prénom', suggestion: 'first_name' },
  })
})

test('a field that no object has but every object inherits is an unknown field like others', () => {
  expect(findings(aMessage({ body: 'Bonjour {{constructor}}' }))[0]?.data).toEqual({ field: 'constructor' })
})
