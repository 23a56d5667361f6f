import { expect, test } from 'vitest'
import { emptyDraft } from '#core/campaigns/draft.ts'
import { subjectOf } from '#core/messages/layout.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { messageMjml } from '#core/messages/mjml.ts'
import { messageText } from '#core/messages/plain-text.ts'
import { compileMessages } from '#db/operations/campaigns/compile-messages.ts'
import { aHouse } from '#tests/support/a-house.ts'

const compile = async (source: MessageSource) => ({
  subject: subjectOf(source),
  html: messageMjml(source),
  text: messageText(source),
})

test('each language × step is proofread once, all at once, and its facts become its own findings', async () => {
  const text = { subject: 'Souhaitez-vous garder nos nouvelles ?', body: '{{greeting}}\n\nIci {{organisation}}.' }
  const texts = { ask: text, 'reminder-1': text }
  const draft = { ...emptyDraft('re-opt-in', 'fr'), topics: ['newsletter'], texts: { fr: texts, nl: texts } }
  const read: string[] = []
  const arrived = Promise.withResolvers<void>()
  const { messages, findings } = await compileMessages(aHouse(), draft, {
    compile,
    smsFrom: undefined,
    async proofread({ language, step, body }) {
      expect(body).toBe(text.body)
      read.push(`${language} ${step}`)
      if (read.length === 4) arrived.resolve()
      // Nobody waits for the text before.
      await arrived.promise
      const sender = language === 'nl' && step === 'ask' ? 'no-reply@example.org' : 'bonjour@example.org'
      return { misspelled: [], links: [], sender }
    },
  })
  expect(read.sort()).toEqual(['fr ask', 'fr reminder-1', 'nl ask', 'nl reminder-1'])
  const made = messages.map(({ language, step, variant }) => `${language} ${step} ${variant}`)
  expect(new Set(made).size).toBe(10)
  const stopped = findings.filter(({ level }) => level === 'block')
  expect(stopped.map(({ code, where }) => `${where.language} ${where.step} ${code}`)).toEqual([
    'nl ask sender-no-reply',
  ])
})

const words = '{{greeting}} voulez-vous encore nos nouvelles ?'
const sms = { subject: '', body: '', sms: words }
const both = {
  subject: 'Souhaitez-vous garder nos nouvelles ?',
  body: '{{greeting}}\n\nIci {{organisation}}.',
  sms: words,
}

function compileFor(carrier: 'sms' | 'preferred', text: typeof sms, smsFrom = '+33939000000') {
  const texts = { fr: { ask: text, 'reminder-1': text } }
  const draft = { ...emptyDraft('re-opt-in', 'fr'), topics: ['newsletter'], carrier, texts }
  return compileMessages(aHouse(), draft, {
    compile,
    proofread: async ({ subject }) => ({
      misspelled: [],
      links: [],
      ...(subject !== '' && { sender: 'bonjour@example.org' }),
    }),
    smsFrom,
    publicOrigin: () => 'https://egard.example',
  })
}

test('a campaign by SMS has one text for each step and language, whoever it goes to, and no e-mail', async () => {
  const { messages, findings } = await compileFor('sms', sms)
  expect(findings).toEqual([])
  expect(messages.map(({ step, variant }) => `${step} ${variant}`)).toEqual(['ask sms', 'reminder-1 sms'])
  for (const { subject, html, text } of messages) {
    expect([subject, html]).toEqual(['', ''])
    expect(text).toContain(`${words}\n`)
    for (const field of ['answer_link', 'promise_date', 'sms_reply', 'sms_stop']) expect(text).toContain(`{{${field}}}`)
  }
})

test('where the preferred channel carries, every step has both forms, each with its own findings', async () => {
  const { messages } = await compileFor('preferred', both)
  const variants = ['plain', 'guardian', 'plain', 'visited', 'guardian', 'sms', 'sms']
  expect(messages.map(({ variant }) => variant)).toEqual(variants)
  const { findings } = await compileFor('preferred', { ...both, sms: 'Répondez vite {{prenom}}' }, 'MAISON')
  const stopped = findings.filter(({ level }) => level === 'block').map(({ code, where }) => `${where.part} ${code}`)
  expect(new Set(stopped)).toEqual(new Set(['sms unknown-field', 'sms sms-reply-nowhere']))
})
