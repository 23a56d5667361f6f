import { expect, test } from 'vitest'
import { checkMessage } from '#core/messages/checks.ts'
import type { Finding, FindingCode } from '#core/messages/finding.ts'
import { subjectOf } from '#core/messages/layout.ts'
import type { CompiledMessage, MessageSource } from '#core/messages/message.ts'
import { messageMjml } from '#core/messages/mjml.ts'
import { messageText } from '#core/messages/plain-text.ts'
import type { ProofFacts } from '#core/messages/proof-facts.ts'
import type { SmsFacts } from '#core/messages/sms/check-sms.ts'
import { type SmsSource, smsText } from '#core/messages/sms/write-sms.ts'
import { aMessage, soundFacts } from './a-message.ts'
import { anSms, aTopicSms, smsFindings } from './sms/an-sms.ts'

// Every row of the rules for what a message says: what stops a submission, and what an approver is shown. How finely each check reads is in
// tests of its own; here each is seen to be asked at all, at its level, of a message that is otherwise sound.

type Guarantee = readonly [name: string, code: FindingCode, found: () => readonly Finding[]]
type Facts = Partial<ProofFacts>
type Compile = (sound: CompiledMessage) => Partial<CompiledMessage>

const LETTER = aMessage().body

function mail(change: Partial<MessageSource>, compile: Compile = () => ({}), facts: Facts = {}): readonly Finding[] {
  const source = aMessage(change)
  const sound = { subject: subjectOf(source), html: messageMjml(source), text: messageText(source) }
  return checkMessage(source, { ...sound, ...compile(sound) }, { ...soundFacts(source), ...facts })
}

/** A sentence more in a sound letter. */
function written(sentence: string, facts: Facts = {}): readonly Finding[] {
  return mail({ body: LETTER.replace('Nous vous écrirons', `${sentence}\n\nNous vous écrirons`) }, undefined, facts)
}

function without(words: string, change: Partial<MessageSource> = {}): readonly Finding[] {
  return mail({ ...change, body: LETTER.split(words).join('') })
}

function cut(placeholder: string): Compile {
  return ({ html, text }) => ({ html: html.replaceAll(placeholder, ''), text: text.replaceAll(placeholder, '') })
}

function sms(words: string, facts: Partial<SmsFacts> = {}, change: Partial<SmsSource> = {}): readonly Finding[] {
  return smsFindings(anSms({ words, ...change }), facts)
}

const org = aMessage().organisation
const topic = { kind: 'topic', step: 'message', promise: undefined } as const
const hello = 'Bonjour {{first_name|à vous}}, '
const MANY = 'mot '.repeat(210)

const BLOCKS: readonly Guarantee[] = [
  ['no way to unsubscribe', 'link-missing', () => mail({}, cut('{{unsubscribe_link}}'))],
  ['no way to preferences', 'link-missing', () => mail({}, cut('{{preferences_link}}'))],
  ['nobody it comes from', 'sender-name-missing', () => mail({ organisation: { ...org, name: '' } })],
  ['no postal address', 'postal-address-missing', () => mail({ organisation: { ...org, postalAddress: '' } })],
  ['no reason why a person gets it', 'why-missing', () => mail({}, cut('Pourquoi'))],
  ['no promise to the silent, with its date', 'promise-missing', () => mail({}, cut('{{promise_date}}'))],
  ['an unknown field', 'unknown-field', () => written('Pour {{prenom}}.')],
  ['a field that may be empty', 'field-without-fallback', () => written('Pour {{first_name}}.')],
  ['a greeting that falls back badly', 'fallback-reads-badly', () => written('Bonjour {{first_name|}},')],
  ['a gendered greeting of an unknown gender', 'gendered-greeting', () => written('Cher {{first_name|ami}},')],
  ['a payment card', 'payment-card', () => written('Carte 4111 1111 1111 1111.')],
  ['an IBAN', 'iban', () => written('IBAN FR76 3000 6000 0112 3456 7890 189.')],
  ['a French social security number', 'social-security-number', () => written('NIR 1 85 05 78 006 084 91.')],
  ['a Canadian one', 'social-insurance-number', () => mail({ body: `${LETTER}\n\nDossier 712 345 677`, organisation: { ...org, country: 'CA' } })],
  ['a password in clear', 'secret-in-clear', () => written('Mot de passe : jardin2026')],
  ['a broken link', 'link-broken', () => written('https://example.org/gone', { links: [{ href: 'https://example.org/gone', verdict: 'broken' }] })],
  ['a link without TLS', 'link-not-https', () => written('http://example.org/ateliers')],
  ['words over a link that show another host', 'link-shows-other-host', () => written('[www.banque.example](https://example.org/x)')],
  ['no text alternative', 'text-alternative-missing', () => mail({}, () => ({ text: '' }))],
  ['an image, with or without alternative text: nothing is lost with images off', 'image', () => mail({}, ({ html }) => ({ html: `${html}<img src="x" alt="y">` }))],
  ['an e-mail over 100 kB', 'too-large', () => mail({}, ({ html }) => ({ html: html + 'x'.repeat(100_000) }))],
  ['a sender nobody reads', 'sender-no-reply', () => mail({}, undefined, { sender: 'no-reply@example.org' })],
  ['a name as SMS sender with an invitation to reply', 'sms-reply-nowhere', () => sms(`${hello}dites-le en réponse, ou répondez ici.`, { senders: ['MAISON'] })],
  ['an SMS without sender identity', 'sms-identity-missing', () => smsFindings(anSms(), {}, smsText(anSms()).replace(/^[^:]*: /, ''))],
  ['an SMS of a nameless organisation', 'sender-name-missing', () => sms(`${hello}encore ?`, {}, { organisation: { ...org, name: '' } })],
  ['an SMS without a call to action', 'sms-no-action', () => smsFindings(aTopicSms(`${hello}le printemps est là.`))],
  ['an SMS with two calls to action', 'sms-several-actions', () => smsFindings(aTopicSms(`${hello}{{preferences_link}} ou https://example.org`))],
  ['an ask by SMS with another call beside its own', 'sms-action-besides', () => sms(`${hello}voyez https://example.org`)],
  ['an SMS without a way to stop', 'sms-stop-missing', () => smsFindings(anSms(), {}, smsText(anSms()).replace('{{sms_stop}}', ''))],
  ['an ask by SMS without the promise and its date', 'promise-missing', () => smsFindings(anSms(), {}, smsText(anSms()).replace('{{promise_date}}', 'demain'))],
  ['an ask by SMS without the way to answer', 'link-missing', () => smsFindings(anSms(), {}, smsText(anSms()).replace('{{answer_link}}', ''))],
  ['confidential data in an SMS', 'iban', () => sms(`${hello}IBAN FR76 3000 6000 0112 3456 7890 189`)],
  ['an unknown field in an SMS', 'unknown-field', () => sms(`${hello}{{prenom}}`)],
  ['an insecure link in an SMS', 'link-not-https', () => smsFindings(aTopicSms(`${hello}http://example.org`))],
] // biome-ignore format: one guarantee a line reads best

const WARNINGS: readonly Guarantee[] = [
  ['a subject over 60 characters', 'subject-long', () => mail({ subject: `Souhaitez-vous ${'encore '.repeat(10)}` })],
  ['a vague subject', 'subject-vague', () => mail({ subject: 'Information' })],
  ['a prefix of urgency, which in a campaign reads as phishing', 'subject-urgency', () => mail({ subject: 'Action requise : votre accord' })],
  ['words in capitals', 'all-caps', () => written('Tout est GRATUIT.')],
  ['an unexplained acronym', 'acronym-unexplained', () => written('Voyez la NPAI.')],
  ['a picture', 'emoji', () => written('Bravo 🎉.')],
  ['text-speak', 'text-speak', () => written('Bcp de choses.')],
  ['a repeated word', 'repeated-word', () => written('Voici la la suite.')],
  ['more than one exclamation mark', 'exclamations', () => written('Venez !!')],
  ['a misspelling', 'misspelled', () => written('Voici la saisson.', { misspelled: [{ word: 'saisson', suggestions: ['saison'] }] })],
  ['a number with nothing it counts', 'number-alone', () => written('Nous allons garantir 300 tous les jours de grève.')],
  ['tu and vous mixed', 'familiar-and-formal', () => written('Tes nouvelles comptent pour vous.')],
  ['over 150 words before the first action', 'action-late', () => mail({ body: `${MANY}\n\n${LETTER}` })],
  ['nobody said to be writing', 'who-missing', () => without('{{organisation}}')],
  ['no context in the first lines', 'context-missing', () => mail({ body: '{{greeting}}\n\n{{organisation}} : des fleurs.\n\nMerci.' })],
  ['no action expected', 'action-missing', () => mail({ ...topic, body: '{{greeting}}\n\n{{organisation}} : des fleurs.\n\nMerci.' })],
  ['no thanks', 'thanks-missing', () => without('Merci de votre confiance,')],
  ['no next steps', 'next-steps-missing', () => mail({ ...topic, body: '{{greeting}}\n\n{{organisation}} : des fleurs.\n\nMerci.' })],
  ['no invitation to ask', 'invitation-missing', () => mail({}, cut('dpo@example.org'))],
  ['no signature with contact details', 'signature-missing', () => mail({}, cut('12 rue des Lilas'))],
  ['an SMS that names nobody', 'sms-names-nobody', () => sms('Voulez-vous encore de nos nouvelles ?')],
  ['a long message without numbered points', 'long-without-points', () => mail({ body: `${LETTER}\n\n${MANY}` })],
  ['an SMS over 2 segments', 'sms-long', () => sms(`${hello}${'voulez-vous '.repeat(20)}?`)],
  ['a character that forces UCS-2', 'sms-characters', () => sms(`${hello}ça va ?`)],
  ['shouting in an SMS', 'all-caps', () => sms(`${hello}encore nos OFFRES ?`)],
  ['text-speak in an SMS', 'text-speak', () => sms(`${hello}encore bcp de nouvelles ?`)],
  ['a repeated word in an SMS', 'repeated-word', () => sms(`${hello}encore nos nos nouvelles ?`)],
  ['a misspelling in an SMS', 'misspelled', () => sms(`${hello}encor ?`, { proof: { misspelled: [{ word: 'encor', suggestions: ['encore'] }], links: [] } })],
] // biome-ignore format: one guarantee a line reads best

const ALL = [
  ...BLOCKS.map(([name, code, found]) => ({ level: 'block' as const, says: 'stops', name, code, found })),
  ...WARNINGS.map(([name, code, found]) => ({ level: 'warn' as const, says: 'is warned of', name, code, found })),
]

test.for(ALL)('$says: $name', ({ level, code, found }) => {
  expect(found().map((one) => `${one.level} ${one.code}`)).toContain(`${level} ${code}`)
})

test('a sound letter and a sound SMS have none of them', () => {
  expect([...mail({}), ...smsFindings(anSms())]).toEqual([])
})

test('the organisation’s own numbers are public', () => {
  const ownNumbers = ['FR76 3000 6000 0112 3456 7890 189']
  const organisation = { ...org, ownNumbers }
  expect(mail({ organisation, body: `${LETTER}\n\nIBAN FR76 3000 6000 0112 3456 7890 189` })).toEqual([])
})

test('an SMS of a sender that receives may invite a reply; the wording in GSM-7 is proposed', () => {
  expect(smsFindings(aTopicSms(`${hello}répondez OUI pour venir.`))).toEqual([])
  const [finding] = sms(`${hello}ça va ?`).filter(({ code }) => code === 'sms-characters')
  expect(finding?.data).toMatchObject({ characters: 'ç', instead: 'Bonjour {{first_name|à vous}}, ca va ?' })
})
