import type { MessageSource } from '#core/messages/message.ts'

/** A sound re-opt-in ask in French; a test changes only what it is about. */
export function aMessage(changes: Partial<MessageSource> = {}): MessageSource {
  return {
    kind: 're-opt-in',
    step: 'ask',
    language: 'fr',
    subject: 'Souhaitez-vous encore recevoir nos nouvelles ?',
    body: [
      '{{greeting}}',
      'Vous nous avez laissé votre adresse il y a quelque temps. Nous préparons la saison & nous voulons votre accord.',
      'Au programme :\n- deux lettres par mois\n- nos ateliers, détaillés sur https://www.example.org/ateliers?mois=12&lieu=lyon.',
      'Merci de votre confiance,\nL’équipe des Jardins',
    ].join('\n\n'),
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
