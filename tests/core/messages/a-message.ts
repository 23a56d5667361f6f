import { addressesOf } from '#core/messages/checks/links.ts'
import type { Language, MessageSource } from '#core/messages/message.ts'
import type { ProofFacts } from '#core/messages/proof-facts.ts'

const TEXTS: Readonly<Record<Language, Pick<MessageSource, 'subject' | 'body'>>> = {
  fr: {
    subject: 'Souhaitez-vous encore recevoir nos nouvelles ?',
    body: [
      '{{greeting}}',
      'Vous avez laissé votre adresse à {{organisation}} il y a quelque temps. Nous préparons la saison & nous voulons votre accord.',
      'Au programme :\n- deux lettres par mois\n- nos ateliers, détaillés sur https://www.example.org/ateliers?mois=12&lieu=lyon.',
      'Nous vous écrirons de nouveau au printemps.',
      'Merci de votre confiance,\nL’équipe des Jardins',
    ].join('\n\n'),
  },
  en: {
    subject: 'Would you still like to receive our news?',
    body: [
      '{{greeting}}',
      'You left your address with {{organisation}} some time ago. We are preparing the season & we would like your agreement.',
      'On the programme:\n- two letters a month\n- our workshops, described on https://www.example.org/ateliers?mois=12&lieu=lyon.',
      'We will write again in spring.',
      'Thank you for your trust,\nThe team of the Gardens',
    ].join('\n\n'),
  },
  nl: {
    subject: 'Wilt u ons nieuws nog ontvangen?',
    body: [
      '{{greeting}}',
      'U hebt een tijd geleden uw adres aan {{organisation}} gegeven. We bereiden het seizoen voor & we willen uw akkoord.',
      'Op het programma:\n- twee brieven per maand\n- onze ateliers, beschreven op https://www.example.org/ateliers?mois=12&lieu=lyon.',
      'We zullen u in de lente opnieuw schrijven.',
      'Dank u voor uw vertrouwen,\nHet team van de Tuinen',
    ].join('\n\n'),
  },
}

/** A sound re-opt-in ask, in French unless said; a test changes only what it is about. */
export function aMessage(changes: Partial<MessageSource> = {}): MessageSource {
  const { language = 'fr' } = changes
  return {
    kind: 're-opt-in',
    step: 'ask',
    language,
    ...TEXTS[language],
    organisation: {
      name: 'Les Jardins <d’Émilie>',
      postalAddress: '12 rue des Lilas\n69003 Lyon',
      site: 'https://www.example.org',
    },
    dpo: { name: 'Camille Roux', email: 'dpo@example.org' },
    topics: [
      { id: 'newsletter', name: 'Lettre d’information' },
      { id: 'workshops', name: 'Ateliers' },
    ],
    promise: { action: 'unsubscribe', graceHours: 48 },
    isTest: false,
    ...changes,
  }
}

/** A world in which every link of the message answers, every word is known, and somebody reads the sender's mail. */
export function soundFacts({ body }: Pick<MessageSource, 'body'>): ProofFacts {
  return {
    misspelled: [],
    links: addressesOf(body).map((href) => ({ href, verdict: 'sound' })),
    houseWords: [],
    sender: 'Les Jardins <bonjour@example.org>',
  }
}
