import type { SomeFindingTexts } from './words-of-finding.ts'

export const FIELD_TEXTS = {
  'body-empty': {
    fr: { rule: () => 'Le texte est vide.', proposal: () => 'Écrivez-le, ou partez d’un texte de départ.' },
    en: { rule: () => 'The text is empty.', proposal: () => 'Write it, or begin from a start text.' },
  },
  'unknown-field': {
    fr: {
      rule: ({ field }) => `Le champ {{${field}}} n’existe pas\u00A0: il s’afficherait tel quel.`,
      proposal: ({ suggestion }) => (suggestion === undefined ? 'Retirez-le.' : `Écrivez {{${suggestion}}}.`),
    },
    en: {
      rule: ({ field }) => `There is no field {{${field}}}: people would see it as it stands.`,
      proposal: ({ suggestion }) => (suggestion === undefined ? 'Remove it.' : `Write {{${suggestion}}}.`),
    },
  },
  'stray-braces': {
    fr: {
      rule: () => 'Une accolade double reste ouverte.',
      proposal: () => 'Écrivez le champ en entier, par exemple {{greeting}}.',
    },
    en: {
      rule: () => 'A double brace is left open.',
      proposal: () => 'Write the whole field, for example {{greeting}}.',
    },
  },
  'field-without-fallback': {
    fr: {
      rule: ({ field }) => `{{${field}}} est vide pour certaines personnes.`,
      proposal: ({ field }) => `Donnez un texte de remplacement\u00A0: {{${field}|…}}.`,
    },
    en: {
      rule: ({ field }) => `{{${field}}} is empty for some people.`,
      proposal: ({ field }) => `Give it a fallback: {{${field}|…}}.`,
    },
  },
  'fallback-reads-badly': {
    fr: {
      rule: ({ reads }) => `Sans valeur, la phrase se lit mal\u00A0: «\u00A0${reads}\u00A0».`,
      proposal: () => 'Changez le texte de remplacement, ou utilisez {{greeting}}.',
    },
    en: {
      rule: ({ reads }) => `Without a value the sentence reads badly: “${reads}”.`,
      proposal: () => 'Change the fallback, or use {{greeting}}.',
    },
  },
  'gendered-greeting': {
    fr: {
      rule: ({ line }) => `«\u00A0${line}\u00A0» suppose le genre de la personne.`,
      proposal: () => 'Utilisez {{greeting}}, qui convient à tout le monde.',
    },
    en: {
      rule: ({ line }) => `“${line}” assumes the person’s gender.`,
      proposal: () => 'Use {{greeting}}, which suits everybody.',
    },
  },
} satisfies SomeFindingTexts
