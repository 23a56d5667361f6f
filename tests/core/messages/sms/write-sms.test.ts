import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { segmentsOf } from '#core/messages/sms/segments.ts'
import { isAlphanumeric, smsSender } from '#core/messages/sms/sender.ts'
import { SMS_TEXTS } from '#core/messages/sms/sms-texts.ts'
import { smsDate, smsValues } from '#core/messages/sms/sms-values.ts'
import { fillSms, smsText } from '#core/messages/sms/write-sms.ts'
import { anSms, aTopicSms } from './an-sms.ts'

const links = {
  answer: 'https://egard.example.org/s/aaaaaaaaaaaa',
  unsubscribe: 'https://egard.example.org/s/bbbbbbbbbbbb',
}

function values(changes: Partial<Parameters<typeof smsValues>[0]> = {}) {
  return smsValues({
    language: 'fr',
    person: { firstName: 'Camille' },
    organisationName: 'Maison',
    contactEmail: 'dpo@example.org',
    topicNames: ['Lettre'],
    promiseDate: Temporal.PlainDate.from('2026-12-03'),
    source: undefined,
    canReceive: true,
    links,
    ...changes,
  })
}

test('an ask says who writes, what it asks, how to answer, what silence means and when, and how to stop', () => {
  expect(fillSms(smsText(anSms()), values())).toBe(
    [
      "Les Jardins <d'Émilie>: Bonjour Camille, voulez-vous encore de nos nouvelles ?",
      'Lettre par SMS, oui ou non ?',
      `Répondez OUI ou NON, ou ${links.answer}`,
      'Sans réponse, fin de ces SMS le 03/12/2026.',
      'Désinscription: répondez STOP',
    ].join('\n'),
  )
})

test('a name that cannot receive never invites a reply: two links answer and stop', () => {
  const read = fillSms(smsText(anSms()), values({ canReceive: false }))
  expect(read).not.toMatch(/[Rr]épondez|STOP/)
  expect(read).toContain(`oui ou non ?\n${links.answer}\n`)
  expect(read).toContain(`Désinscription: ${links.unsubscribe}`)
})

test('asked about two topics, a person answers on the page: no word is invited', () => {
  const read = fillSms(smsText(anSms()), values({ topicNames: ['Lettre', 'Ateliers'] }))
  expect(read).toContain(`Lettre et Ateliers par SMS, oui ou non ?\n${links.answer}\n`)
  expect(read).toContain('répondez STOP')
})

test('what asks nothing has no answer, no promise and no link that staff did not write', () => {
  const text = smsText(aTopicSms('Bonjour, vos choix: {{preferences_link}}'))
  expect(text).toBe("Les Jardins <d'Émilie>: Bonjour, vos choix: {{preferences_link}}\n{{sms_stop}}")
})

test('the way out is where staff put it, and once', () => {
  expect(smsText(aTopicSms('Venez samedi. {{sms_stop}}, merci')).match(/sms_stop/g)).toHaveLength(1)
})

test('who writes is said once', () => {
  expect(smsText(aTopicSms('{{organisation}} vous attend'))).toBe('{{organisation}} vous attend\n{{sms_stop}}')
})

test('a test says that it is one, in its first line', () => {
  expect(smsText(anSms({ isTest: true })).split('\n')[0]).toBe('TEST (rien ne sera enregistré)')
})

describe('what a name holds', () => {
  const text = smsText(aTopicSms('Bonjour {{first_name|à vous}}, {{preferences_link}}'))
  const named = (firstName: string) =>
    fillSms(text, values({ person: { firstName }, links: { preferences: 'https://x.example' } }))

  test('is text: no field, no line of its own', () => {
    expect(named('{{sms_stop}}\nSTOP')).toContain('Bonjour {{sms_stop}} STOP, ')
  })

  test('never makes an SMS dearer than the one that was approved', () => {
    expect(segmentsOf(named('François')).encoding).toBe('GSM-7')
    expect(named('François')).toContain('Bonjour Francois,')
    const dear = smsText(aTopicSms('Ça va être fête, {{first_name|vous}} : {{preferences_link}}'))
    expect(fillSms(dear, values({ person: { firstName: 'François' }, links: { preferences: 'p' } }))).toContain(
      'François',
    )
  })

  test('is in GSM-7 wherever the approved words are, for every name of French, Dutch and English', () => {
    const letters = fc.constantFrom(...'abcéèçêëîïôöûüœÀÈÊÎÔŒ', '’', '-', ' ', '\u00A0')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (name) => {
        expect(segmentsOf(named(name.join(''))).encoding).toBe('GSM-7')
      }),
    )
  })

  test('and the words after the bar stay as they were approved', () => {
    const fallback = smsText(aTopicSms('Bonjour {{first_name|à la fête}}, {{preferences_link}}'))
    const links = { preferences: 'https://x.example' }
    expect(fillSms(fallback, values({ person: {}, links }))).toContain('Bonjour à la fête,')
    expect(fillSms(fallback, values({ person: { firstName: 'François' }, links }))).toContain('Bonjour François,')
  })

  test('leaves its place to the words after the bar when there is none', () => {
    expect(named('  ')).toContain('Bonjour à vous,')
  })
})

test('a link nobody gave throws rather than leaves a hole', () => {
  expect(() => fillSms('{{answer_link}}', values({ links: {} }))).toThrow('answer_link')
  expect(() => fillSms('{{sms_stop}}', values({ canReceive: false, links: {} }))).toThrow('sms_stop')
})

test('our own words and dates are in GSM-7 in every language', () => {
  for (const language of LANGUAGES) {
    expect(segmentsOf(Object.values(SMS_TEXTS[language]).join('')).forcing).toEqual([])
    for (let month = 1; month <= 12; month += 1) {
      const date = smsDate(language, Temporal.PlainDate.from({ year: 2026, month, day: 28 }))
      expect(segmentsOf(date).forcing).toEqual([])
      expect(date.length).toBeLessThanOrEqual(11)
    }
  }
})

test('an ask with sixty characters of words fits two segments, whatever the sender', () => {
  const words = `{{greeting}} ${'n'.repeat(43)}`
  const greetings: Record<Language, string> = { fr: 'Bonjour Camille,', en: 'Hello Camille,', nl: 'Goedendag Camille,' }
  for (const language of LANGUAGES) {
    for (const canReceive of [true, false]) {
      const read = fillSms(
        smsText(anSms({ language, words })),
        values({ language, canReceive, topicNames: ['Lettre d’information'] }),
      )
      expect(read).toContain(greetings[language])
      expect(segmentsOf(read).segments, read).toBeLessThanOrEqual(2)
    }
  }
})

test('the sender is the one the house names for the country of the number, else its one sender', () => {
  const practice = { senders: { FR: '+33939000000', BE: 'MAISON' }, prices: {}, currency: 'EUR' }
  const service = `MG${'0a'.repeat(16)}`
  expect(smsSender(practice, service, '+33612345678')).toEqual({
    sender: '+33939000000',
    canReceive: true,
    country: 'FR',
  })
  expect(smsSender(practice, service, '+32470123456')).toEqual({ sender: 'MAISON', canReceive: false, country: 'BE' })
  expect(smsSender(practice, service, '+4915112345678')).toEqual({ sender: service, canReceive: true, country: 'DE' })
  expect(smsSender(undefined, 'Maison 69', '+33612345678')).toMatchObject({ sender: 'Maison 69', canReceive: false })
})

test('a number, a short code and a messaging service receive; a name does not', () => {
  const names = ['+33939000000', '36111', `MG${'0a'.repeat(16)}`, 'MAISON', 'MG Motors', '69Lyon'].map(isAlphanumeric)
  expect(names).toEqual([false, false, false, true, true, true])
})
