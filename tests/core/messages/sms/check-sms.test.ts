import { describe, expect, test } from 'vitest'
import type { Language } from '#core/messages/message.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { replyWording } from '#core/messages/sms/actions.ts'
import { smsText } from '#core/messages/sms/write-sms.ts'
import { anSms, aTopicSms, smsCodes, smsFindings } from './an-sms.ts'

test.for(LANGUAGES)('a sound ask passes every check (%s)', (language) => {
  expect(smsFindings(anSms({ language }))).toEqual([])
  expect(smsFindings(anSms({ language }), { senders: ['+33700000000', 'MAISON'] })).toEqual([])
})

const hello = 'Bonjour {{first_name|à vous}}, '
const name = { name: '', postalAddress: '1 rue', site: 'https://x.example' }

const STOPS = [
  { name: 'no organisation to come from', source: anSms({ organisation: name }), then: ['sender-name-missing'] },
  { name: 'no words', source: aTopicSms(' '), then: ['body-empty'] },
  { name: 'a field nobody knows', source: anSms({ words: `${hello}{{prenom}} ?` }), then: ['unknown-field'] },
  { name: 'a field of e-mails', source: anSms({ words: `${hello}ok {{yes_link}} ?` }), then: ['unknown-field'] },
  {
    name: 'a field that may be empty',
    source: anSms({ words: 'Bonjour {{first_name}}, encore ?' }),
    then: ['field-without-fallback'],
  },
  {
    name: 'a hole for whoever has no name',
    source: anSms({ words: 'Bonjour {{first_name|}}, encore ?' }),
    then: ['fallback-reads-badly'],
  },
  {
    name: 'a guessed gender',
    source: anSms({ words: 'Cher {{first_name|ami}}, encore ?' }),
    then: ['gendered-greeting'],
  },
  { name: 'half a field', source: anSms({ words: `${hello}encore }} ?` }), then: ['stray-braces'] },
  {
    name: 'a payment card',
    source: anSms({ words: `${hello}votre carte 4111 1111 1111 1111 ?` }),
    then: ['payment-card'],
  },
  { name: 'a password', source: anSms({ words: `${hello}mot de passe : jardin2026 ?` }), then: ['secret-in-clear'] },
  {
    name: 'a link in an ask, besides its own',
    source: anSms({ words: `${hello}voyez {{preferences_link}}` }),
    then: ['sms-action-besides'],
  },
  {
    name: 'a second way to answer',
    source: anSms({ words: `${hello}répondez OUI pour rester.` }),
    then: ['sms-action-besides'],
  },
  { name: 'nothing to do', source: aTopicSms(`${hello}le printemps est là.`), then: ['sms-no-action'] },
  {
    name: 'two things to do',
    source: aTopicSms(`${hello}répondez OUI ou voyez {{preferences_link}}`),
    then: ['sms-several-actions'],
  },
  {
    name: 'an answer to what was not asked',
    source: aTopicSms(`${hello}oui ? {{answer_link}}`),
    then: ['sms-answer-out-of-place'],
  },
  { name: 'a link without https', source: aTopicSms(`${hello}voyez www.jardins.example`), then: ['link-not-https'] },
  {
    name: 'a promised day where nothing is promised',
    source: aTopicSms(`${hello}jusqu'au {{promise_date}}. Venez !`),
    then: ['promise-out-of-place'],
  },
  { name: 'no promise in an ask', source: anSms({ promise: undefined }), then: ['promise-missing'] },
] as const

test.for(STOPS)('stops: $name', ({ source, then }) => {
  const stopped = smsFindings(source).filter(({ level }) => level === 'block')
  expect(stopped.map(({ code }) => code)).toEqual(then)
})

test('one thing to do is enough, with or without a link', () => {
  for (const words of [
    'répondez OUI pour venir.',
    'vos choix : {{preferences_link}}',
    'rendez-vous samedi au jardin.',
    'réservez au 04 78 00 00 00.',
  ])
    expect(smsCodes(aTopicSms(hello + words)), words).toEqual([])
})

describe('the sealed text is what counts', () => {
  const source = anSms()
  const text = smsText(source)
  test.for([
    ['sms-identity-missing', text.replace(/^[^:]*: /, '')],
    ['sms-stop-missing', text.replace('{{sms_stop}}', 'merci')],
    ['link-missing', text.replace('{{answer_link}}', '')],
    ['promise-missing', text.replace('{{promise_date}}', 'demain')],
  ] as const)('%s', ([code, changed]) => expect(smsCodes(source, {}, changed)).toEqual([code]))
})

const REPLIES: Record<Language, readonly string[]> = {
  fr: [
    'Répondez à ce message.',
    'Il suffit de répondre.',
    'Dites-le par retour de SMS.',
    'Envoyez KDO',
    'STOP pour arrêter',
  ],
  en: [
    'Reply to this message.',
    'Just reply.',
    'Text YES',
    'Please respond by Monday.',
    'Text us back',
    'Send a text',
    'Text STOP',
  ],
  nl: ['Antwoord met JA', 'Beantwoord dit bericht', 'Stuur ons een sms', 'Stuur JA', 'Sms STOP'],
}
const QUIET = [
  'Nous allons vous répondre.',
  'Merci pour votre réponse.',
  'We reply within a day.',
  'Thank you for your answer.',
  'Bedankt voor uw antwoord.',
  'Stop op de markt',
]

test('a sender that is a name stops every wording that invites a reply, and no other', () => {
  for (const words of Object.values(REPLIES).flat()) {
    expect(smsCodes(aTopicSms(`${hello}${words} {{preferences_link}}`), { senders: ['MAISON'] }), words).toContain(
      'sms-reply-nowhere',
    )
    expect(smsCodes(aTopicSms(`${hello}${words} {{preferences_link}}`)), words).not.toContain('sms-reply-nowhere')
  }
  for (const words of QUIET) expect(replyWording(words), words).toBeUndefined()
})

describe('warns', () => {
  test('of an SMS that names nobody', () => {
    expect(smsCodes(anSms({ words: 'Voulez-vous encore de nos nouvelles ?' }))).toEqual(['sms-names-nobody'])
  })

  test('of more than two segments once filled, and says how many characters to cut', () => {
    const source = (length: number) => anSms({ words: `{{greeting}} ${'n'.repeat(length)}` })
    const find = (length: number, senders?: string[]) =>
      smsFindings(source(length), senders && { senders }).find(({ code }) => code === 'sms-long')
    const lengths = Array.from({ length: 250 }, (_, index) => index)
    const first = lengths.find((length) => find(length) !== undefined)
    expect(first).toBeDefined()
    const long = find((first ?? 0) + 9)
    expect(long).toMatchObject({ level: 'warn', data: { segments: 3, limit: 2, over: 10 } })
    // Two links take more room than two words.
    expect(find((first ?? 0) - 1, ['+33700000000', 'MAISON'])).toBeDefined()
  })

  test('of a character that forces UCS-2, with the wording that does not', () => {
    const [long, finding, ...rest] = smsFindings(
      anSms({ words: 'Bonjour {{first_name|à vous}}, ça vous plaît ?\u00A0Dites-le' }),
    )
    expect(rest).toEqual([])
    // As it is proposed it fits: nothing to cut.
    expect(long).toMatchObject({ code: 'sms-long', data: { segments: 4, over: 0 } })
    expect(finding).toMatchObject({
      level: 'warn',
      code: 'sms-characters',
      where: { part: 'sms', language: 'fr', step: 'ask' },
      data: { characters: 'ç î U+00A0', instead: 'Bonjour {{first_name|à vous}}, ca vous plait ? Dites-le' },
    })
  })

  test('but repeats no confidential number in that wording', () => {
    const found = smsFindings(anSms({ words: `${hello}ça va ? carte 4111 1111 1111 1111` }))
    expect(JSON.stringify(found)).not.toContain('4111 1111')
    expect(found.map(({ code }) => code)).toContain('payment-card')
  })

  test('of shouting, text-speak, pictures, repeated words and exclamations', () => {
    const codes = smsCodes(aTopicSms(`${hello}slt, SUPERBE fête 🎉 le le samedi !! Voyez {{preferences_link}}`))
    for (const code of ['text-speak', 'all-caps', 'emoji', 'repeated-word', 'exclamations'])
      expect(codes).toContain(code)
  })

  test('of what no dictionary knows', () => {
    const proof = { misspelled: [{ word: 'nouvelels', suggestions: ['nouvelles'] }], links: [] }
    expect(smsCodes(anSms({ words: `${hello}encore nos nouvelels ?` }), { proof })).toEqual(['misspelled'])
  })

  test('but not of a word that has lost an accent to GSM-7', () => {
    const misspelled = [
      { word: 'Fete', suggestions: ['Fête'] },
      { word: 'coeur', suggestions: ['cœur', 'cour'] },
      { word: 'ca', suggestions: ['CA'] },
      { word: 'ete', suggestions: ['été'] },
    ]
    const found = smsFindings(anSms({ words: `${hello}fete. Fete ! ca va, coeur ete ?` }), {
      proof: { misspelled, links: [] },
    })
    expect(found.map(({ code, data }) => `${code} ${data['word']}`)).toEqual(['misspelled ete'])
  })

  test('of a link nobody could open, and stops for one that is broken', () => {
    const words = `${hello}voyez https://jardins.example/mai`
    expect(smsCodes(aTopicSms(words))).toEqual(['link-unchecked'])
    const proof = { misspelled: [], links: [{ href: 'https://jardins.example/mai', verdict: 'broken' as const }] }
    expect(smsCodes(aTopicSms(words), { proof })).toEqual(['link-broken'])
  })
})
