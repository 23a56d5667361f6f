import type { SomeFindingTexts } from './words-of-finding.ts'

export const SUBJECT_TEXTS = {
  'subject-empty': {
    fr: { rule: () => 'L’objet est vide.', proposal: () => 'Écrivez en quelques mots pourquoi vous écrivez.' },
    en: { rule: () => 'The subject is empty.', proposal: () => 'Say in a few words why you are writing.' },
  },
  'subject-line-break': {
    fr: { rule: () => 'L’objet contient un retour à la ligne.', proposal: () => 'Écrivez-le sur une seule ligne.' },
    en: { rule: () => 'The subject contains a line break.', proposal: () => 'Write it on one line.' },
  },
  'subject-link': {
    fr: {
      rule: () => 'L’objet contient un lien, et personne ne peut l’y ouvrir.',
      proposal: () => 'Placez-le dans le texte.',
    },
    en: {
      rule: () => 'The subject contains a link, which nobody can open there.',
      proposal: () => 'Move it to the text.',
    },
  },
  'subject-long': {
    fr: {
      rule: ({ length, limit }) =>
        `L’objet compte ${length} caractères\u00A0: au-delà de ${limit}, les téléphones le coupent.`,
      proposal: ({ limit }) => `Gardez la raison du message et restez sous ${limit}.`,
    },
    en: {
      rule: ({ length, limit }) => `The subject has ${length} characters: over ${limit}, phones cut it off.`,
      proposal: ({ limit }) => `Keep the reason for writing and stay under ${limit}.`,
    },
  },
  'subject-vague': {
    fr: {
      rule: () => 'L’objet ne dit pas de quoi il s’agit\u00A0: un objet vague n’est pas ouvert, ou paraît suspect.',
      proposal: () =>
        'Nommez la raison du message, par exemple «\u00A0Souhaitez-vous garder notre lettre du mois\u00A0?\u00A0».',
    },
    en: {
      rule: () => 'The subject does not say what it is about: a vague one is left unopened, or looks suspicious.',
      proposal: () => 'Name the reason for writing, for example “Would you like to keep our monthly letter?”.',
    },
  },
  'subject-urgency': {
    fr: {
      rule: ({ prefix }) =>
        `«\u00A0${prefix}\u00A0» en tête d’un message envoyé à beaucoup de gens se lit comme une tentative d’hameçonnage.`,
      proposal: () => 'Retirez ce préfixe\u00A0; il sert aux réponses à une seule personne.',
    },
    en: {
      rule: ({ prefix }) => `“${prefix}” at the head of a message to many people reads like phishing.`,
      proposal: () => 'Take the prefix away; it is for answers to one person.',
    },
  },
} satisfies SomeFindingTexts
