import { expect, test } from 'vitest'
import { readingsOf } from '#core/messages/checks/reading.ts'
import { senderRemarks } from '#core/messages/checks/sender.ts'
import { subjectRemarks } from '#core/messages/checks/subject.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'
import { LETTERS } from './ordinary-texts.ts'

const codes = (subject: string) => subjectRemarks(readingsOf(aMessage({ subject })).subject).map(({ code }) => code)

test.for([
  ['Information', 'subject-vague'],
  ['Informations importantes', 'subject-vague'],
  ['Bonjour !', 'subject-vague'],
  ['Une question pour vous', 'subject-vague'],
  ['À lire', 'subject-vague'],
  ['Newsletter', 'subject-vague'],
  ['Important update', 'subject-vague'],
  ['Follow-up', 'subject-vague'],
  ['Belangrijk bericht', 'subject-vague'],
  ['Nieuws', 'subject-vague'],
  ['URGENT répondez avant ce soir', 'subject-urgency'],
  ['[Urgent] votre accord', 'subject-urgency'],
  ['Action requise : confirmez votre accord', 'subject-urgency'],
  ['ACTION REQUIRED your consent', 'subject-urgency'],
  ['PVI nos horaires d’été', 'subject-urgency'],
  ['FYI: our summer hours', 'subject-urgency'],
  ['Besoin : votre avis sur la lettre', 'subject-urgency'],
  ['NEED your opinion on the letter', 'subject-urgency'],
  ['Important - nos horaires d’été', 'subject-urgency'],
  ['Un objet qui raconte tout ce que nous avons fait pendant cette longue année', 'subject-long'],
])('“%s” is %s', ([subject, code]) => expect(codes(subject as string)).toEqual([code]))

test.for([
  'Souhaitez-vous garder notre lettre du mois ?',
  'Besoin d’un conseil pour le jardin ?',
  'Action climat : inscrivez-vous',
  'Need a hand with your garden?',
  'Nos horaires d’été',
  'Votre avis sur la saison',
  'Urgences pédiatriques : le nouveau service ouvre',
  'Pour {{first_name|vous}}, la saison',
  'Nouvelle boutique à Lyon',
  'Ons laatste bericht, tenzij u ja zegt',
  ...LETTERS.map(({ subject }) => subject),
])('nothing to say of “%s”', (subject) => expect(codes(subject)).toEqual([]))

test.for([
  'noreply@example.org',
  'No-Reply <no-reply@example.org>',
  'Les Jardins <ne-pas-repondre@example.org>',
  'Les Jardins <newsletter.noreply@example.org>',
  'Les Jardins <do_not_reply@example.org>',
  'Ne pas répondre <bonjour@example.org>',
  'Huis <niet-beantwoorden@example.org>',
])('%s cannot be answered', (sender) => {
  expect(senderRemarks(sender)).toEqual([{ level: 'block', code: 'sender-no-reply', data: { sender } }])
})

test.for([
  undefined,
  'bonjour@example.org',
  'Égard <bonjour@egard.example>',
  'Répondez-nous <repondre@example.org>',
  'reply@example.org',
  '',
])('%s can be answered', (sender) => expect(senderRemarks(sender)).toEqual([]))
