import type { FindingTexts } from './words-of-finding.ts'

export const COURTESY_TEXTS: FindingTexts<
  | 'action-late'
  | 'long-without-points'
  | 'who-missing'
  | 'context-missing'
  | 'action-missing'
  | 'thanks-missing'
  | 'next-steps-missing'
  | 'invitation-missing'
  | 'signature-missing'
> = {
  'action-late': {
    fr: {
      rule: ({ words, limit }) =>
        `Il faut lire ${words} mots avant de pouvoir faire quelque chose\u00A0; au-delà de ${limit}, beaucoup abandonnent.`,
      proposal: () => 'Raccourcissez, ou mettez le lien plus haut.',
    },
    en: {
      rule: ({ words, limit }) =>
        `There are ${words} words to read before anything can be done; over ${limit}, many give up.`,
      proposal: () => 'Shorten it, or move the link up.',
    },
  },
  'long-without-points': {
    fr: {
      rule: ({ words }) => `Le texte compte ${words} mots d’un seul tenant.`,
      proposal: () => 'Mettez ses points en liste numérotée (1., 2., 3.), pour qu’on puisse y répondre.',
    },
    en: {
      rule: ({ words }) => `The text has ${words} words in one go.`,
      proposal: () => 'Put its points in a numbered list (1., 2., 3.), so that people can answer them.',
    },
  },
  'who-missing': {
    fr: {
      rule: () => 'Ce peut être votre premier message à quelqu’un, et le texte ne dit pas qui vous êtes.',
      proposal: ({ name }) => `Nommez ${name} dans les premières lignes, par exemple avec {{organisation}}.`,
    },
    en: {
      rule: () => 'This may be your first message to somebody, and the text does not say who you are.',
      proposal: ({ name }) => `Name ${name} in the first lines, for example with {{organisation}}.`,
    },
  },
  'context-missing': {
    fr: {
      rule: () => 'Les premières lignes ne disent pas pourquoi vous écrivez.',
      proposal: () => 'Commencez par la raison, par exemple «\u00A0Vous recevez notre lettre depuis…\u00A0».',
    },
    en: {
      rule: () => 'The first lines do not say why you are writing.',
      proposal: () => 'Begin with the reason, for example “You have been getting our letter since…”.',
    },
  },
  'action-missing': {
    fr: {
      rule: () => 'On ne voit pas ce que vous attendez de la personne.',
      proposal: () => 'Dites ce qu’elle peut faire et où, par exemple «\u00A0Réservez sur…\u00A0», avec un lien.',
    },
    en: {
      rule: () => 'It is not clear what you expect of the person.',
      proposal: () => 'Say what they can do and where, for example “Book on…”, with a link.',
    },
  },
  'thanks-missing': {
    fr: {
      rule: () => 'Le texte ne remercie pas.',
      proposal: () => 'Ajoutez par exemple «\u00A0Merci de votre confiance.\u00A0»',
    },
    en: {
      rule: () => 'The text does not say thank you.',
      proposal: () => 'Add for example “Thank you for your trust.”',
    },
  },
  'next-steps-missing': {
    fr: {
      rule: () => 'Le texte ne dit pas ce qui se passe ensuite.',
      proposal: () =>
        'Dites-le en une phrase, par exemple «\u00A0Nous vous écrirons de nouveau en mars\u00A0» ou «\u00A0Vous n’avez rien à faire\u00A0».',
    },
    en: {
      rule: () => 'The text does not say what happens next.',
      proposal: () =>
        'Say it in one sentence, for example “We will write again in March” or “There is nothing you need to do”.',
    },
  },
  'invitation-missing': {
    fr: {
      rule: () => 'Le message n’invite pas à poser une question\u00A0: l’adresse à qui écrire manque.',
      proposal: () => 'Préparez le message de nouveau.',
    },
    en: {
      rule: () => 'The message does not invite questions: the address to write to is missing.',
      proposal: () => 'Prepare the message again.',
    },
  },
  'signature-missing': {
    fr: {
      rule: () => 'La signature avec le nom, l’adresse et le site de l’organisation manque.',
      proposal: () => 'Préparez le message de nouveau.',
    },
    en: {
      rule: () => 'The signature with the organisation’s name, address and site is missing.',
      proposal: () => 'Prepare the message again.',
    },
  },
}
