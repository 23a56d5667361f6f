import type { SomeFindingTexts } from './words-of-finding.ts'

const OWN = {
  fr: 'Si c’est un numéro de l’organisation, déclarez-le dans son fichier (organisation.ownNumbers).',
  en: 'If it is the organisation’s own, declare it in its file (organisation.ownNumbers).',
}

export const CONFIDENTIAL_TEXTS = {
  'payment-card': {
    fr: {
      rule: () => 'Ceci ressemble à un numéro de carte bancaire\u00A0: un message peut toujours être transféré.',
      proposal: () => `Retirez-le. ${OWN.fr}`,
    },
    en: {
      rule: () => 'This looks like a payment card number: any message can be forwarded.',
      proposal: () => `Take it out. ${OWN.en}`,
    },
  },
  iban: {
    fr: {
      rule: () => 'Ceci est un numéro de compte bancaire (IBAN)\u00A0: un message peut toujours être transféré.',
      proposal: () => `Retirez-le. ${OWN.fr}`,
    },
    en: {
      rule: () => 'This is a bank account number (IBAN): any message can be forwarded.',
      proposal: () => `Take it out. ${OWN.en}`,
    },
  },
  'social-security-number': {
    fr: {
      rule: () => 'Ceci est un numéro de sécurité sociale\u00A0: il ne s’écrit jamais dans un e-mail.',
      proposal: () => 'Retirez-le, et demandez-le par un moyen protégé s’il est nécessaire.',
    },
    en: {
      rule: () => 'This is a French social security number: it never goes into an e-mail.',
      proposal: () => 'Take it out, and ask for it by a protected way if you need it.',
    },
  },
  'social-insurance-number': {
    fr: {
      rule: () => 'Ceci ressemble à un numéro d’assurance sociale canadien\u00A0: il ne s’écrit jamais dans un e-mail.',
      proposal: () => `Retirez-le. ${OWN.fr}`,
    },
    en: {
      rule: () => 'This looks like a Canadian social insurance number: it never goes into an e-mail.',
      proposal: () => `Take it out. ${OWN.en}`,
    },
  },
  'secret-in-clear': {
    fr: {
      rule: () => 'Un mot de passe ou un code est écrit en clair\u00A0: quiconque reçoit une copie peut s’en servir.',
      proposal: () => 'Retirez-le et donnez un lien où chacun choisit le sien.',
    },
    en: {
      rule: () => 'A password or a code stands in clear: whoever gets a copy can use it.',
      proposal: () => 'Take it out and give a link where people choose their own.',
    },
  },
} satisfies SomeFindingTexts
