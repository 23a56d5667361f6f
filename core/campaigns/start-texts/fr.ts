import type { StartTexts } from './start-texts.ts'

export const fr: StartTexts = {
  ask: {
    subject: 'Souhaitez-vous continuer à recevoir nos e-mails\u00A0?',
    body: [
      '{{greeting}}',
      'Ici {{organisation}}. Votre adresse est dans notre carnet, et nous aimerions continuer à vous écrire. **Mais seulement si vous le voulez.**',
      'Pourquoi cette question\u00A0? Parce qu’une adresse se confie, et que nous préférons un oui sincère à un silence poli.',
      'Il suffit d’un clic sur l’un des deux boutons ci-dessous. Avec un oui, vous recevrez nos prochains e-mails\u00A0; avec un non, vous n’en recevrez plus. Vous pourrez changer d’avis à tout moment.',
      'Une question avant de choisir\u00A0? Écrivez-nous\u00A0: une personne de l’équipe vous répondra.',
      'Merci de votre confiance,\nL’équipe {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  reminder: {
    subject: 'Nous n’avons pas encore votre réponse',
    body: [
      '{{greeting}}',
      'Ici {{organisation}}. Il y a quelques jours, nous vous avons demandé si vous vouliez continuer à recevoir nos e-mails, et votre réponse ne nous est pas encore parvenue.',
      'Nous posons la question parce que nous voulons écrire seulement aux personnes qui le souhaitent.',
      'Un clic sur l’un des deux boutons ci-dessous suffit. **Oui ou non, les deux réponses nous aident.** Sans réponse, nous vous écrirons une dernière fois à ce sujet dans quelques jours.',
      'Une question avant de choisir\u00A0? Écrivez-nous\u00A0: une personne de l’équipe vous répondra.',
      'Merci de votre confiance,\nL’équipe {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  lastReminder: {
    subject: 'Notre dernier message, sauf si vous dites oui',
    body: [
      '{{greeting}}',
      'Ici {{organisation}}. Nous vous avons demandé si vous vouliez continuer à recevoir nos e-mails, et nous n’avons pas reçu votre réponse.',
      '**Ce message est donc le dernier, sauf si vous dites oui.** Nous voulons écrire seulement aux personnes qui le souhaitent, et votre silence compte autant qu’un mot.',
      'Pour continuer, un clic sur «\u00A0Oui\u00A0» suffit, ci-dessous. Vous pourrez changer d’avis à tout moment.',
      'Une question avant de choisir\u00A0? Écrivez-nous\u00A0: une personne de l’équipe vous répondra.',
      'Merci de votre confiance,\nL’équipe {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  topic: {
    subject: 'Merci de votre accord\u00A0: voici la suite',
    body: [
      '{{greeting}}',
      'Ici {{organisation}}. Vous avez accepté de recevoir nos e-mails (sujets choisis\u00A0: {{topics}}), et nous vous en remercions. Ce message vous dit ce qui vous attend.',
      '1. Nous vous écrirons seulement sur ce que vous avez choisi.\n2. Vous décidez du rythme, des jours et des heures\u00A0: [choisissez ce que vous recevez]({{preferences_link}}).\n3. Vous pouvez tout arrêter d’un clic, quand vous voulez.',
      'Vous n’avez rien d’autre à faire\u00A0: notre prochain e-mail arrivera bientôt.',
      'Une question, ou un sujet que vous aimeriez y lire\u00A0? Écrivez-nous\u00A0: une personne de l’équipe vous répondra.',
      'Merci de votre confiance,\nL’équipe {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  information: {
    subject: 'Vos données chez nous, et ce que vous pouvez demander',
    body: [
      '{{greeting}}',
      'Ici {{organisation}}. Nous gardons votre adresse dans notre carnet de contacts. Ce message vous rappelle vos droits, parce qu’il est plus simple de les exercer quand on les connaît.',
      'À tout moment, vous pouvez nous demander\u00A0:',
      '1. de voir les données que nous avons sur vous, et de les emporter\u00A0;\n2. de les corriger ou de les effacer\u00A0;\n3. de ne plus vous écrire.',
      'Vous n’avez rien à faire si tout vous convient. Sinon, la page [vos données et vos droits]({{privacy_link}}) vous explique la marche à suivre, et nous vous répondrons dans un délai d’un mois.',
      'Une question\u00A0? Écrivez-nous\u00A0: une personne de l’équipe vous répondra.',
      'Merci de votre confiance,\nL’équipe {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
}
